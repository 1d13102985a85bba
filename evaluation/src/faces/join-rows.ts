/** Rows of one length after each other, row-major. */
export function joinRows(rows: readonly Float32Array[], length: number): Float32Array {
  const all = new Float32Array(rows.length * length);
  rows.forEach((row, i) => {
    all.set(row, i * length);
  });
  return all;
}
