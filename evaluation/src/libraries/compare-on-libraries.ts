import { join } from 'node:path';
import type { EngineThresholds } from '@kith/core/people';
import { engineFor, gateOf } from '../engine/engine-for.js';
import { costsOf, runEngine } from '../engine/run-engine.js';
import type { FaceSet } from '../faces/face-set.js';
import type { Half } from '../faces/half.js';
import { chooseSettings, leadOver } from '../peers/choose-settings.js';
import { type PeerPartition, readPartitions } from '../peers/read-partitions.js';
import { runPeers } from '../peers/run-peers.js';
import { writeDump } from '../peers/write-dump.js';
import { groups } from '../results/groups.js';
import type { RowDetail } from '../results/people-row.js';
import { type EvalResult, evalWithSums } from '../score/eval-result.js';
import { joinLabels, joinSets } from './join-libraries.js';

export interface PeersChoice {
  /** Interpreter with peers/requirements.txt. */
  readonly python: string;
  /** By comma; all when absent. */
  readonly methods?: string;
  /** Folder for the vectors that the peers read. */
  readonly dumps: string;
  /** Take the partitions that the peers left at the last run over the same vectors. */
  readonly reuse?: boolean;
}

export interface Compared {
  readonly result: EvalResult;
  readonly detail: RowDetail;
}

/**
 * Kith at the thresholds it ships with and, when asked for, the peers at the setting that did best over all tuning
 * libraries; every library is clustered on its own, and the figures are of all faces of a half together.
 */
export async function compareOnLibraries(
  sets: readonly FaceSet[],
  thresholds: EngineThresholds,
  peers: PeersChoice | null,
): Promise<readonly Compared[]> {
  const tuning = kithOn(sets, 'tuning', thresholds);
  const reporting = kithOn(sets, 'reporting', thresholds);
  const own = [tuning, reporting].map(({ result }) => ({
    result,
    detail: { setting: 'default', noise: null, lead: null },
  }));
  if (!peers) return own;
  const partitions = await partitionsOn(sets, thresholds, peers);
  const others = chooseSettings(joinSets(sets), partitions).map(({ result, setting, sums }) => ({
    result,
    detail: { setting, noise: null, lead: leadOver(reporting.sums, sums) },
  }));
  return [...own, ...others];
}

function kithOn(sets: readonly FaceSet[], half: Half, thresholds: EngineThresholds) {
  const mine = ofHalf(sets, half);
  const runs = mine.map((set) => runEngine(engineFor(set.pack, set.dimension, thresholds), set, 16));
  const whole = joinSets(mine);
  const labels = joinLabels(runs.map((run) => run.labels));
  return evalWithSums(whole, labels, {
    method: 'kith',
    half,
    ...costsOf(runs.flatMap((run) => run.batches)),
  });
}

async function partitionsOn(
  sets: readonly FaceSet[],
  thresholds: EngineThresholds,
  { python, methods, dumps, reuse }: PeersChoice,
): Promise<readonly PeerPartition[]> {
  const found: (readonly PeerPartition[])[] = [];
  for (const [number, set] of sets.entries()) {
    const dump = join(dumps, String(number));
    if (!reuse) {
      await writeDump(dump, set, gateOf(thresholds));
      await runPeers(python, dump, methods);
    }
    found.push(await readPartitions(dump));
  }
  return joinPartitions(found);
}

/** Per method, setting and half the partitions of all its libraries as one, libraries in their order. */
function joinPartitions(found: readonly (readonly PeerPartition[])[]): readonly PeerPartition[] {
  const same = groups(found.flat(), ({ method, setting, half }) => JSON.stringify([method, setting, half]));
  return [...same.values()].map((rows) => ({
    ...rows[0]!,
    seconds: rows.reduce((sum, row) => sum + row.seconds, 0),
    labels: joinLabels(rows.map((row) => row.labels)),
  }));
}

function ofHalf(sets: readonly FaceSet[], half: Half): readonly FaceSet[] {
  return sets.filter((set) => set.faces[0]?.half === half);
}
