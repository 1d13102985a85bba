import { join } from 'node:path';
import type { EngineThresholds } from '@kith/core/people';
import { type Agreement, agreementOfRuns } from '../agree/agreement-of-runs.js';
import { recordAgreement } from '../agree/record-agreement.js';
import { engineFor, gateOf, thresholdsOf } from '../engine/engine-for.js';
import { costsOf, runEngine } from '../engine/run-engine.js';
import { tuneKith } from '../engine/tune-kith.js';
import { type FaceSet, takeHalf } from '../faces/face-set.js';
import { chooseSettings, leadOver } from '../peers/choose-settings.js';
import { readPartitions } from '../peers/read-partitions.js';
import { runPeers } from '../peers/run-peers.js';
import { writeDump } from '../peers/write-dump.js';
import { openAnalyser } from '../pipeline/analyser.js';
import { resultTable } from '../report/result-table.js';
import { peopleRow } from '../results/people-row.js';
import { provenance } from '../results/provenance.js';
import { appendResults } from '../results/results-csv.js';
import { writeSplits } from '../results/write-splits.js';
import { evalWithSums } from '../score/eval-result.js';
import type { Protocol } from './protocols.js';
import type { StandardPack } from './standard-packs.js';

export interface ProtocolRun {
  readonly protocol: Protocol;
  readonly pack: StandardPack;
  readonly folder: string;
  readonly cache: string;
  readonly results: string;
  readonly python: string;
  readonly peers: boolean;
  /** Take the partitions that the peers left at the last run over the same vectors. */
  readonly reuse?: boolean;
  readonly methods?: string;
}

/** One protocol with one pack: Kith on all and on both halves, its agreement with itself, the peers; all recorded. */
export async function evaluateProtocol(run: ProtocolRun): Promise<void> {
  const { set, thresholds } = await readSet(run);
  const made = provenance();
  await writeSplits(join(run.results, '../splits'), set);
  const agreement = agreementOfRuns(set, thresholds);
  const noise = noiseOf(agreement);
  const kith = (['all', 'tuning', 'reporting'] as const).map((half) => kithOn(set, half, thresholds));
  const rows = kith.map((k) => peopleRow(made, k.result, { setting: 'default', noise, lead: null }));
  const peers = run.peers ? await peersOn(run, set, thresholds) : [];
  const own = kith[2]!;
  const tuned = tuneKith(set, thresholds);
  const best = kithOn(set, 'reporting', tuned.thresholds, 'kith-tuned');
  const lead = leadOver(own.sums, best.sums);
  rows.push(peopleRow(made, best.result, { setting: tuned.setting, noise: null, lead }));
  for (const peer of peers) {
    const lead = leadOver(own.sums, peer.sums);
    rows.push(peopleRow(made, peer.result, { setting: peer.setting, noise: null, lead }));
  }
  await appendResults(join(run.results, 'people.csv'), rows);
  await recordAgreement(join(run.results, 'agreement.csv'), set, agreement, made);
  console.log(resultTable([...kith.map((k) => k.result), best.result, ...peers.map((p) => p.result)]));
}

async function readSet({ protocol, pack, folder, cache }: ProtocolRun) {
  const analyser = await openAnalyser({ ...pack, cache, input: protocol.input });
  try {
    const set = await protocol.read(folder, analyser);
    return { set, thresholds: thresholdsOf(analyser.pack.manifest) };
  } finally {
    await analyser.close();
  }
}

/** Kith at the manifest's own thresholds, the half as a library of its own. */
export function kithOn(
  whole: FaceSet,
  half: 'all' | 'tuning' | 'reporting',
  thresholds: EngineThresholds,
  method = 'kith',
) {
  const set = takeHalf(whole, half === 'all' ? null : half);
  const { labels, batches } = runEngine(engineFor(set.pack, set.dimension, thresholds), set, 16);
  return evalWithSums(set, labels, { method, half, ...costsOf(batches) });
}

async function peersOn(
  { cache, pack, python, methods, reuse }: ProtocolRun,
  set: FaceSet,
  thresholds: EngineThresholds,
) {
  const dump = join(cache, 'dumps', `${pack.name}-${set.protocol}`);
  if (!reuse) {
    await writeDump(dump, set, gateOf(thresholds));
    await runPeers(python, dump, methods);
  }
  return chooseSettings(set, await readPartitions(dump));
}

/** Twice the deviation of accuracy over arrival orders, at least .002. */
function noiseOf(agreement: readonly Agreement[]): number {
  const values = agreement
    .filter((a) => a.run.startsWith('order') || a.run === 'as is')
    .map((a) => a.accuracy);
  const mean = values.reduce((s, v) => s + v, 0) / values.length;
  const variance = values.reduce((s, v) => s + (v - mean) ** 2, 0) / (values.length - 1);
  return Math.max(0.002, 2 * Math.sqrt(variance));
}
