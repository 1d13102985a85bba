import type { RgbaRows } from './rgba-rows.js';

/** libvips divides by a multiplication in 24 bits; `sum` is of `block` bytes. */
function divider(block: number): (sum: number) => number {
  const multiplier = Math.floor(2 ** 32 / (2 ** 8 * block));
  const amend = block >> 1;
  return (sum) => Math.floor(((sum + amend) * multiplier) / 2 ** 24);
}

/** The picture with every `block` rows averaged into one, as libvips does it (`vips_shrinkv`); the last row is repeated. */
export function averageRows(source: RgbaRows, block: number): RgbaRows {
  if (block === 1) return source;
  const divide = divider(block);
  const { width, height } = source;
  const pitch = width * 4;
  const rows: RgbaRows['rows'] = (first, count) => {
    const end = Math.min(height, (first + count) * block);
    const from = source.rows(first * block, end - first * block);
    const made = new Uint8Array(count * pitch);
    for (let y = 0; y < count; y++)
      for (let i = 0; i < pitch; i++) {
        let sum = 0;
        for (let k = 0; k < block; k++)
          sum += from[Math.min(y * block + k, end - first * block - 1) * pitch + i]!;
        made[y * pitch + i] = divide(sum);
      }
    return made;
  };
  return { width, height: Math.ceil(height / block), rows };
}

/** One row of `width` RGBA pixels with every `block` of them averaged into one, in its place; the last pixel is repeated. */
export function averageAcross(row: Uint8Array, width: number, block: number): void {
  if (block === 1) return;
  const divide = divider(block);
  for (let x = 0; x < Math.ceil(width / block); x++)
    for (let c = 0; c < 4; c++) {
      let sum = 0;
      for (let k = 0; k < block; k++) sum += row[Math.min(x * block + k, width - 1) * 4 + c]!;
      row[x * 4 + c] = divide(sum);
    }
}
