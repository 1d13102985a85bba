import type { RocPoint } from '@kith/core/evaluate';
import type { TopLevelSpec } from 'vega-lite';
import type { BatchFigures } from '../engine/run-engine.js';

const size = { width: 460, height: 260 } as const;

/** True accepts over false accepts, the latter on a log axis. */
export function rocChart(points: readonly RocPoint[]): TopLevelSpec {
  const values = thin(points.filter((p) => p.far > 0)).map(({ far, tar }) => ({ far, tar }));
  return {
    ...size,
    title: 'ROC',
    data: { values },
    mark: { type: 'line', interpolate: 'step-after' },
    encoding: {
      x: { field: 'far', type: 'quantitative', scale: { type: 'log' }, title: 'false accept rate' },
      y: { field: 'tar', type: 'quantitative', title: 'true accept rate', scale: { zero: false } },
    },
  };
}

/** One setting of a sweep. */
export interface SweepPoint {
  readonly threshold: number;
  readonly figure: string;
  readonly value: number;
}

/** Figures over the threshold they were reached with. */
export function sweepChart(points: readonly SweepPoint[]): TopLevelSpec {
  return {
    ...size,
    title: 'Threshold sweep',
    data: { values: [...points] },
    mark: { type: 'line', point: true },
    encoding: {
      x: { field: 'threshold', type: 'quantitative', title: 'cosine to link from', scale: { zero: false } },
      y: { field: 'value', type: 'quantitative', title: 'share', scale: { zero: false } },
      color: { field: 'figure', type: 'nominal', title: null },
    },
  };
}

/** Faces per person by rank, both axes logarithmic: true people and found ones. */
export function sizesChart(truth: readonly number[], found: readonly number[]): TopLevelSpec {
  const ranked = (sizes: readonly number[], kind: string) =>
    thin([...sizes].sort((a, b) => b - a).map((faces, i) => ({ rank: i + 1, faces, kind })));
  return {
    ...size,
    title: 'Faces per person',
    data: { values: [...ranked(truth, 'labelled'), ...ranked(found, 'found')] },
    mark: { type: 'line', interpolate: 'step-after' },
    encoding: {
      x: { field: 'rank', type: 'quantitative', scale: { type: 'log' } },
      y: { field: 'faces', type: 'quantitative', scale: { type: 'log' } },
      color: { field: 'kind', type: 'nominal', title: null },
    },
  };
}

/** What a run looked like as it went on. */
export function growthChart(
  batches: readonly Pick<BatchFigures, 'faces' | 'churn' | 'msPerFace' | 'people'>[],
  figure: 'churn' | 'msPerFace' | 'people',
  title: string,
): TopLevelSpec {
  const values = thin(batches).map((b) => ({ faces: b.faces, value: b[figure] }));
  return {
    ...size,
    title,
    data: { values },
    mark: { type: 'line', point: values.length < 60 },
    encoding: {
      x: { field: 'faces', type: 'quantitative', title: 'faces so far' },
      y: { field: 'value', type: 'quantitative', title },
    },
  };
}

/** At most about 600 of the points, first and last among them. */
function thin<T>(points: readonly T[]): readonly T[] {
  const step = Math.max(1, Math.floor(points.length / 600));
  return points.filter((_, i) => i % step === 0 || i === points.length - 1);
}
