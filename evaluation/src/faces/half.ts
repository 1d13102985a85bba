import { createHash } from 'node:crypto';

/** Settings are chosen on the tuning half and reported on the other. */
export type Half = 'tuning' | 'reporting';

/** Half of a person or family, by the first hex digit of its id's SHA-256: even = tuning, odd = reporting. */
export function halfOf(id: string): Half {
  const first = createHash('sha256').update(id).digest('hex').slice(0, 1);
  return Number.parseInt(first, 16) % 2 === 0 ? 'tuning' : 'reporting';
}
