import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deriveThresholds } from '@kith/core/people';
import { describe, expect, it } from 'vitest';
import { agreementOfRuns } from '../src/agree/agreement-of-runs.js';
import { engineFor } from '../src/engine/engine-for.js';
import { runEngine } from '../src/engine/run-engine.js';
import { runStream } from '../src/engine/run-stream.js';
import { streamFaceSet, syntheticCalibration, syntheticClustering } from '../src/faces/stream-face-set.js';
import { writePeopleReport } from '../src/report/people-report.js';
import { evalResult } from '../src/score/eval-result.js';

const thresholds = deriveThresholds(syntheticCalibration, syntheticClustering);
const stream = { faces: 600, seed: 4 };

describe('the engine over a synthetic library', () => {
  it('streamed and from memory give the same figures, and they are good', () => {
    const streamed = runStream(stream, thresholds, 16);
    const set = streamFaceSet(stream);
    const { labels, batches } = runEngine(engineFor(set.pack, set.dimension, thresholds), set, 16);
    const kept = evalResult(set, labels, { method: 'kith', half: 'all', msPerFace: [1], churn: null });
    expect(kept.bcubed).toEqual(streamed.bcubed);
    expect(kept.people).toBe(streamed.people);
    expect(streamed.bcubed.f).toBeGreaterThan(0.85);
    expect(streamed.merged).toBe(0);
    expect(batches.at(-1)!.faces).toBe(600);
    expect(streamed.photos).toBe(set.photos);
  });

  it('agrees with itself in other orders and batches', () => {
    const agreement = agreementOfRuns(streamFaceSet(stream), thresholds, { shuffles: 1, batches: [1] });
    expect(agreement.map((a) => a.run)).toEqual(['as is', 'batch 1', 'order 1', 'reclustered']);
    expect(agreement[0]!.bcubedF).toBe(1);
    for (const { bcubedF } of agreement) expect(bcubedF).toBeGreaterThan(0.995);
  });

  it('reclustered, a library of thousands has the people it had', () => {
    const set = streamFaceSet({ ...stream, faces: 4000, seed: 1 });
    const agreement = agreementOfRuns(set, thresholds, { shuffles: 0, batches: [] });
    expect(agreement.at(-1)!.run).toBe('reclustered');
    expect(agreement.at(-1)!.bcubedF).toBeGreaterThan(0.995);
  });

  it('gives a report that stands alone', async () => {
    const set = streamFaceSet(stream);
    const { labels, batches } = runEngine(engineFor(set.pack, set.dimension, thresholds), set, 16);
    const result = evalResult(set, labels, { method: 'kith', half: 'all', msPerFace: [1], churn: [0] });
    const path = join(await mkdtemp(join(tmpdir(), 'kith-report-')), 'report.html');
    await writePeopleReport(path, { set, labels, batches, result, sweep: [] }, 'a test');
    const page = await readFile(path, 'utf8');
    expect(page.match(/<svg/g)!.length).toBeGreaterThanOrEqual(5);
    expect(page).not.toMatch(/<script|<link|src=|href="http/);
  });
});
