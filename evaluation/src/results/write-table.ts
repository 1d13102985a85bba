import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { standardIds } from '../protocols/standard-packs.js';
import { groups } from './groups.js';
import { type ResultRow, readResults } from './results-csv.js';
import { summaryTable } from './summary-table.js';

const columns = [
  'method',
  'B³ F',
  '95 %',
  'pair P',
  'pair R',
  'found',
  'merged',
  'mixed',
  'fragmented',
  "Kith's lead",
] as const;

const head = `# Kith beside its peers

Written by \`npm run evaluate -w evaluation\` from people.csv; the reporting half only. Peers have the same vectors and
the same quality gate (or none, where that did better), at the setting with the highest B-cubed F on the tuning half;
Kith has the thresholds that follow from its pack's calibration; kith-tuned is the same engine treated as the peers
are (its cosines shifted together, gate on or off). Intervals: 95 %, over draws of people. Lead: Kith's
B-cubed F less the method's, over the same draws; above zero throughout is a clear lead. Merged: people lost inside
another; mixed: groups in which two people have two faces each. The first table is B-cubed F and people merged.
`;

/**
 * The newest result of every method, on every protocol with the newest weights of every standard pack, as TABLE.md; its
 * text. Results of packs that are standard no more stay in people.csv alone.
 */
export async function writeTable(folder: string, packs = standardIds()): Promise<string> {
  const rows = (await readResults(join(folder, 'people.csv'))).filter(
    (r) => r['half'] === 'reporting' && packs.has(r['pack']!.split('/')[0]!),
  );
  const sets = [...groups(rows, (r) => `${r['protocol']} · ${r['pack']!.split('/')[0]}`).values()].map(
    (all) => {
      const own = all.filter((r) => r['pack'] === all.at(-1)!['pack']);
      const newest = [...new Map(own.map((r) => [r['method']!, r])).values()];
      return newest.sort((a, b) => Number(b['bcubedF']) - Number(a['bcubedF']));
    },
  );
  const tables = sets.map((all) => `## ${all[0]!['protocol']} · ${all[0]!['pack']}\n\n${table(all)}\n`);
  const text = `${head}\n${summaryTable(sets)}\n\n${tables.join('\n')}`;
  await writeFile(join(folder, 'TABLE.md'), text);
  return text;
}

function table(rows: readonly ResultRow[]): string {
  const cells = (r: ResultRow): readonly string[] => [
    r['method'] === 'kith' ? '**kith**' : r['method']!,
    r['bcubedF']!,
    `${r['bcubedFLow']}–${r['bcubedFHigh']}`,
    r['pairP']!,
    r['pairR']!,
    `${r['found']}/${r['recurring']}`,
    ...['merged', 'mixed', 'fragmented'].map((k) => r[k]!),
    r['leadLow'] ? `${r['leadLow']} … ${r['leadHigh']}` : '',
  ];
  return [columns, columns.map(() => '---'), ...rows.map(cells)]
    .map((c) => `| ${c.join(' | ')} |`)
    .join('\n');
}
