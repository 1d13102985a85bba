import type { ResultRow } from './results-csv.js';

/** Peers of the summary: the column's head → the method in people.csv. */
const peers: Readonly<Record<string, string>> = {
  'average linkage': 'hac-average',
  Leiden: 'leiden',
  Infomap: 'infomap',
  'Chinese Whispers': 'chinese-whispers',
  "Immich's rule": 'immich',
  "Ente's": 'ente',
  "PhotoPrism's": 'photoprism',
  "as Apple's": 'apple-two-pass',
};

/**
 * A Markdown table of what the newest results say at a glance, a line per protocol and pack: B-cubed F and people
 * merged, ours and the peers'; bold where a peer's F is above ours.
 *
 * @param sets rows of one protocol and pack each, one row per method
 */
export function summaryTable(sets: readonly (readonly ResultRow[])[]): string {
  const heads = ['photos', 'vectors', 'Kith', ...Object.keys(peers)];
  return [heads, heads.map(() => '---'), ...sets.map(line)].map((c) => `| ${c.join(' | ')} |`).join('\n');
}

function line(rows: readonly ResultRow[]): readonly string[] {
  const of = (method: string): ResultRow | undefined => rows.find((r) => r['method'] === method);
  const ours = of('kith');
  const cell = (r: ResultRow | undefined): string => {
    if (!r) return '';
    const text = `${Number(r['bcubedF']).toFixed(3)}, ${r['merged']}`;
    return Number(r['bcubedF']) > Number(ours?.['bcubedF']) ? `**${text}**` : text;
  };
  const { protocol, pack } = rows[0]!;
  return [protocol!, pack!.split('/')[0]!, cell(ours), ...Object.values(peers).map((m) => cell(of(m)))];
}
