import type { EvalResult } from '../score/eval-result.js';

const share = (value: number): string => value.toFixed(3);

const columns: readonly (readonly [string, (r: EvalResult) => string])[] = [
  ['protocol', (r) => r.protocol],
  ['half', (r) => r.half],
  ['method', (r) => r.method],
  ['B³ F', (r) => share(r.bcubed.f)],
  ['95 %', (r) => `${share(r.intervals.bcubedF.low)}–${share(r.intervals.bcubedF.high)}`],
  ['B³ P', (r) => share(r.bcubed.p)],
  ['B³ R', (r) => share(r.bcubed.r)],
  ['pair P', (r) => share(r.pairwise.p)],
  ['pair R', (r) => share(r.pairwise.r)],
  ['NMI', (r) => share(r.nmi)],
  ['ARI', (r) => share(r.ari)],
  ['found', (r) => `${r.found}/${r.recurring}`],
  ['merged', (r) => String(r.merged)],
  ['mixed', (r) => String(r.mixed)],
  ['frag.', (r) => String(r.fragmented)],
  ['unassigned', (r) => share(r.unassigned)],
  ['conflicts', (r) => String(r.samePhotoConflicts)],
];

/** Results as a Markdown table, numbers to three places. */
export function resultTable(results: readonly EvalResult[]): string {
  const rows = results.map((r) => columns.map(([, cell]) => cell(r)));
  const lines = [columns.map(([name]) => name), columns.map(() => '---'), ...rows];
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
}
