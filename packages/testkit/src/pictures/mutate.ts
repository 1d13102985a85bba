import type { Random } from '../seeded/random.js';

/** A damaged copy: some bytes changed, a run of them repeated, dropped or overwritten, or the end cut off. */
export function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  const out = bytes.slice();
  const rounds = 1 + random.int(4);
  for (let round = 0; round < rounds; round++) {
    const at = random.int(out.length);
    const run = 1 + random.int(Math.min(64, out.length - at));
    switch (random.int(4)) {
      case 0:
        out[at] = random.int(256);
        break;
      case 1:
        out.fill(random.int(256), at, at + run);
        break;
      case 2:
        out.copyWithin(at, random.int(out.length), random.int(out.length));
        break;
      default:
        // The headers, where sizes and offsets are, more often than chance would.
        out[random.int(Math.min(256, out.length))] = random.int(2) * 255;
    }
  }
  return random.int(3) === 0 ? out.subarray(0, random.int(out.length)) : out;
}
