import type { EngineThresholds } from '@kith/core/people';
import { engineFor, gateOf } from '../engine/engine-for.js';
import { costsOf, runEngine } from '../engine/run-engine.js';
import { sweepLink } from '../engine/sweep-link.js';
import { type FaceSet, takeHalf } from '../faces/face-set.js';
import type { Half } from '../faces/half.js';
import { shufflePhotos } from '../faces/shuffle-photos.js';
import { writeDump } from '../peers/write-dump.js';
import { writePeopleReport } from '../report/people-report.js';
import { resultTable } from '../report/result-table.js';
import { type EvalResult, evalResult } from '../score/eval-result.js';

export interface RunOptions {
  readonly half: 'all' | Half;
  readonly batch: string;
  readonly shuffle: string;
  readonly json?: boolean;
  readonly html?: string;
  readonly dump?: string;
}

/** Clusters a set with the product's engine and prints, dumps and draws what was asked for. */
export async function runPeople(
  whole: FaceSet,
  thresholds: EngineThresholds,
  options: RunOptions,
): Promise<EvalResult> {
  if (options.dump) await writeDump(options.dump, whole, gateOf(thresholds));
  const half = options.half === 'all' ? null : options.half;
  const set = shufflePhotos(takeHalf(whole, half), Number(options.shuffle));
  const batch = Number(options.batch);
  const { labels, batches } = runEngine(engineFor(set.pack, set.dimension, thresholds), set, batch);
  const result = evalResult(set, labels, {
    method: 'kith',
    half: options.half,
    ...costsOf(batches),
  });
  if (options.html) {
    const sweep = sweepLink(set, thresholds, batch);
    const made = `${set.protocol} ${set.pack} half=${options.half} batch=${batch} shuffle=${options.shuffle}`;
    await writePeopleReport(options.html, { set, labels, batches, result, sweep }, made);
  }
  if (options.json) console.log(JSON.stringify(result, null, 2));
  else console.log(resultTable([result]));
  return result;
}
