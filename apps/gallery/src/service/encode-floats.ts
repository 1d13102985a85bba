/** Vectors of one length, one after another, as little-endian float32 in base64. */
export function encodeFloats(vectors: readonly Float32Array[]): string {
  const dimension = vectors[0]?.length ?? 0;
  const view = new DataView(new ArrayBuffer(vectors.length * dimension * 4));
  for (const [i, v] of vectors.entries()) {
    for (let k = 0; k < dimension; k++) view.setFloat32((i * dimension + k) * 4, v[k] ?? 0, true);
  }
  const bytes = new Uint8Array(view.buffer);
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}
