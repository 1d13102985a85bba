/**
 * Bytes a progressive JPEG's coefficients take while decoding: two for each sample of each component, by the
 * sampling factors of its frame header (ITU-T T.81 §B.2.2). 0 when no frame header is found.
 */
export function jpegCoefficientBytes(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 2;
  while (at + 10 < bytes.length) {
    if (view.getUint8(at) !== 0xff) return 0;
    const marker = view.getUint8(at + 1);
    if (isFrame(marker)) return frameBytes(view, at + 4);
    if (marker === 0xda) return 0;
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return 0;
}

/** SOF0…SOF15 without DHT (C4), JPG (C8) and DAC (CC). */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function frameBytes(view: DataView, at: number): number {
  const height = view.getUint16(at + 1);
  const width = view.getUint16(at + 3);
  const components = Math.min(view.getUint8(at + 5), Math.floor((view.byteLength - at - 6) / 3));
  const sampling = Array.from({ length: components }, (_, i) => view.getUint8(at + 7 + i * 3));
  const share = sampling.map((s) => (s >> 4) * (s & 15));
  const most = Math.max(...share, 1);
  return share.reduce((sum, s) => sum + (s / most) * width * height * 2, 0);
}
