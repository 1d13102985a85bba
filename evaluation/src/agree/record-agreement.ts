import type { FaceSet } from '../faces/face-set.js';
import { type Provenance, provenance } from '../results/provenance.js';
import { appendResults } from '../results/results-csv.js';
import type { Agreement } from './agreement-of-runs.js';

/** Appends to agreement.csv, and says, how alike the runs over a set were. */
export async function recordAgreement(
  file: string,
  set: FaceSet,
  agreement: readonly Agreement[],
  made: Provenance = provenance(),
): Promise<void> {
  const rows = agreement.map(({ run, bcubedF, accuracy }) => ({
    ...made,
    pack: set.pack,
    protocol: set.protocol,
    run,
    agreement: bcubedF.toFixed(4),
    accuracy: accuracy.toFixed(4),
  }));
  await appendResults(file, rows);
  for (const { run, bcubedF } of agreement)
    console.error(`${run.padEnd(12)} agrees at ${bcubedF.toFixed(4)}`);
}
