import { join } from 'node:path';
import type { Command } from 'commander';
import { thresholdsOf } from '../engine/engine-for.js';
import { compareOnLibraries } from '../libraries/compare-on-libraries.js';
import { readLibraries } from '../libraries/read-libraries.js';
import { openAnalyser } from '../pipeline/analyser.js';
import { resultTable } from '../report/result-table.js';
import { peopleRow } from '../results/people-row.js';
import { provenance } from '../results/provenance.js';
import { appendResults } from '../results/results-csv.js';
import { writeTable } from '../results/write-table.js';
import { type PackOptions, type PeerOptions, withPackOptions, withPeerOptions } from './shared-options.js';

interface Options extends PackOptions, PeerOptions {
  readonly on: string;
  readonly source: string;
  readonly count: string;
  readonly faces: string;
  readonly results?: string;
}

/** `kith eval libraries`: many small libraries of whole families, enough faces to tell methods apart. */
export function registerEvalLibraries(parent: Command): void {
  const command = parent
    .command('libraries')
    .description('many small libraries of whole families out of labelled shards, Kith beside the peers')
    .requiredOption('--on <dir>', 'tar shards of labelled crops with index.tsv')
    .option('--source <name>', 'rows of index.tsv to use; labels are family/person', 'fiw')
    .option('--count <n>', 'libraries, every other one for tuning', '24')
    .option('--faces <n>', 'faces a library has at least', '400')
    .option('--results <dir>', 'append to people.csv there and write its TABLE.md');
  withPeerOptions(withPackOptions(command)).action(run);
}

async function run(options: Options): Promise<void> {
  const { on, source, python, methods, cache } = options;
  const analyser = await openAnalyser({ ...options, input: 'crop' });
  try {
    const wanted = { on, source, count: Number(options.count), faces: Number(options.faces) };
    const sets = await readLibraries(wanted, analyser);
    const dumps = join(cache, 'dumps', `${analyser.pack.key.replaceAll('/', '-')}-libraries`);
    const peers = options.peers
      ? { python, dumps, reuse: options.reuse ?? false, ...(methods ? { methods } : {}) }
      : null;
    const compared = await compareOnLibraries(sets, thresholdsOf(analyser.pack.manifest), peers);
    console.log(resultTable(compared.map(({ result }) => result)));
    if (!options.results) return;
    const made = provenance();
    const rows = compared.map(({ result, detail }) => peopleRow(made, result, detail));
    await appendResults(join(options.results, 'people.csv'), rows);
    console.log(await writeTable(options.results));
  } finally {
    await analyser.close();
  }
}
