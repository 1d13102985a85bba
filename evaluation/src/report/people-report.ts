import { writeFile } from 'node:fs/promises';
import { roc } from '@kith/core/evaluate';
import type { BatchFigures } from '../engine/run-engine.js';
import type { FaceSet } from '../faces/face-set.js';
import { confusions } from '../score/confusions.js';
import type { EvalResult } from '../score/eval-result.js';
import { pairScores } from '../score/pair-scores.js';
import { growthChart, rocChart, type SweepPoint, sizesChart, sweepChart } from './charts.js';
import { drawChart } from './draw-chart.js';
import { htmlReport } from './html-report.js';

export interface PeopleRun {
  readonly set: FaceSet;
  readonly labels: Int32Array;
  readonly batches: readonly BatchFigures[];
  readonly result: EvalResult;
  readonly sweep: readonly SweepPoint[];
}

/** Writes the report of a run as one HTML file. */
export async function writePeopleReport(path: string, run: PeopleRun, made: string): Promise<void> {
  const { set, labels, batches, result, sweep } = run;
  const { genuine, impostor } = pairScores(set);
  const specs = [
    ...(genuine.length > 0 && impostor.length > 0 ? [rocChart(roc(genuine, impostor))] : []),
    ...(sweep.length > 0 ? [sweepChart(sweep)] : []),
    sizesChart(sizes(set.faces.map((f) => f.person)), sizes([...labels].map((l) => (l < 0 ? null : l)))),
    growthChart(batches, 'churn', 'Churn: settled faces moved, share'),
    growthChart(batches, 'msPerFace', 'Clustering, ms per added face'),
    growthChart(batches, 'people', 'People so far'),
  ];
  const page = htmlReport({
    title: `Kith on ${result.protocol} (${result.half})`,
    made,
    figures: figures(result),
    charts: await Promise.all(specs.map(drawChart)),
    confusions: confusions(set, labels),
  });
  await writeFile(path, page);
}

function sizes(of: readonly (string | number | null)[]): readonly number[] {
  const counts = new Map<string | number, number>();
  for (const key of of) if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts.values()];
}

function figures(result: EvalResult): readonly (readonly [string, string])[] {
  return Object.entries(result).map(([name, value]) => [
    name,
    typeof value === 'object' && value !== null
      ? Object.entries(value)
          .map(([k, v]) => `${k} ${typeof v === 'object' ? JSON.stringify(v) : round(v)}`)
          .join(' · ')
      : round(value),
  ]);
}

function round(value: unknown): string {
  return typeof value === 'number' ? String(Math.round(value * 1e4) / 1e4) : String(value);
}
