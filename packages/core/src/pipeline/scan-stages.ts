import type { Stage, Telemetry } from '../ports/index.js';
import type { ScanSummary, StageFigures } from './scan-summary.js';

export interface StageCollector extends Telemetry {
  figures(): ScanSummary['stages'];
}

// The latest samples kept per stage; more are forgotten, oldest first, so that memory stays bounded.
const keptSamples = 16_384;

interface Samples {
  readonly ms: number[];
  total: number;
  photos: number;
  count: number;
}

/** Telemetry that passes everything on and keeps what the summary needs. */
export function collectStages(onward: Telemetry): StageCollector {
  const stages = new Map<Stage, Samples>();
  return {
    count: (name, by) => onward.count(name, by),
    gauge: (name, value) => onward.gauge(name, value),
    stage(stage, ms, photos, faces) {
      onward.stage(stage, ms, photos, faces);
      const samples = stages.get(stage) ?? { ms: [], total: 0, photos: 0, count: 0 };
      samples.ms[samples.count % keptSamples] = photos > 0 ? ms / photos : ms;
      samples.total += ms;
      samples.photos += photos;
      samples.count++;
      stages.set(stage, samples);
    },
    figures: () => {
      const of = (stage: Stage) => figuresOf(stages.get(stage));
      return {
        decode: of('decode'),
        detect: of('detect'),
        landmarks: of('landmarks'),
        align: of('align'),
        embed: of('embed'),
        cluster: of('cluster'),
      };
    },
  };
}

function figuresOf(samples: Samples | undefined): StageFigures {
  if (!samples) return { medianMs: 0, p95Ms: 0, perPhotoMs: 0, count: 0 };
  const sorted = Float64Array.from(samples.ms).sort();
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return {
    medianMs: round(at(0.5)),
    p95Ms: round(at(0.95)),
    perPhotoMs: round(samples.total / Math.max(1, samples.photos)),
    count: samples.count,
  };
}

const round = (ms: number) => Math.round(ms * 1000) / 1000;
