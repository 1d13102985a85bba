const magic = 0x43_45_56_4b; // 'KVEC', little-endian
const version = 1;
const float32 = 1;
const headerBytes = 8;

/**
 * A vector as it is stored: `'KVEC'`, version (u8), element type (u8, 1 = float32), dimension (u16), then the values,
 * all little-endian.
 */
export function encodeVector(values: Float32Array): Uint8Array {
  const blob = new Uint8Array(headerBytes + values.byteLength);
  const header = new DataView(blob.buffer);
  header.setUint32(0, magic, true);
  header.setUint8(4, version);
  header.setUint8(5, float32);
  header.setUint16(6, values.length, true);
  blob.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), headerBytes);
  return blob;
}

/** Reads a stored vector; throws when the header is not what `encodeVector` writes or the length does not fit it. */
export function decodeVector(blob: Uint8Array): Float32Array {
  const header = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
  if (blob.length < headerBytes || header.getUint32(0, true) !== magic)
    throw new Error('not a stored vector: the header is missing');
  if (header.getUint8(4) !== version || header.getUint8(5) !== float32)
    throw new Error(`stored vector of version ${header.getUint8(4)}, type ${header.getUint8(5)}: unknown`);
  const dimension = header.getUint16(6, true);
  if (blob.length !== headerBytes + dimension * 4)
    throw new Error(`stored vector of ${dimension} values has ${blob.length} bytes`);
  return new Float32Array(blob.slice(headerBytes).buffer);
}
