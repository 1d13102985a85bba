import type { Stage, Telemetry } from '@kith/core/ports';

export interface StageRecord {
  readonly stage: Stage;
  readonly ms: number;
  readonly photos: number;
  readonly faces: number;
}

export interface RecordingTelemetry extends Telemetry {
  readonly stages: readonly StageRecord[];
  readonly counts: ReadonlyMap<string, number>;
  readonly gauges: ReadonlyMap<string, number>;
}

/** Keeps everything it is told. */
export function createRecordingTelemetry(): RecordingTelemetry {
  const stages: StageRecord[] = [];
  const counts = new Map<string, number>();
  const gauges = new Map<string, number>();
  return {
    stages,
    counts,
    gauges,
    stage: (stage, ms, photos, faces) => void stages.push({ stage, ms, photos, faces }),
    count: (name, by) => void counts.set(name, (counts.get(name) ?? 0) + by),
    gauge: (name, value) => void gauges.set(name, value),
  };
}
