import type { EvalResult } from '../score/eval-result.js';
import type { ResultRow } from './results-csv.js';

type Held = Pick<EvalResult, 'protocol' | 'half' | 'weightsSha256' | 'bcubed' | 'pairwise' | 'merged'>;

/** The last recorded row of Kith for a protocol and half with these weights, if there is one. */
export function lastRow(rows: readonly ResultRow[], now: Held): ResultRow | undefined {
  return rows.findLast(
    (row) =>
      row['method'] === 'kith' &&
      row['protocol'] === now.protocol &&
      row['half'] === now.half &&
      row['weights'] === now.weightsSha256.slice(0, 16),
  );
}

/** In what way the result is worse than the recorded one by more than its noise; empty when it is not. */
export function regressions(now: Held, last: ResultRow): readonly string[] {
  const noise = Number(last['noise']);
  const figures = [
    ['B-cubed F', now.bcubed.f, Number(last['bcubedF'])],
    ['pair precision', now.pairwise.p, Number(last['pairP'])],
  ] as const;
  const fell = figures
    .filter(([, value, before]) => !(value >= before - noise))
    .map(([name, value, before]) => `${name} fell from ${before} to ${value.toFixed(4)} (noise ${noise})`);
  const merged = Number(last['merged']);
  return now.merged > merged ? [...fell, `people merged rose from ${merged} to ${now.merged}`] : fell;
}
