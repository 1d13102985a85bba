import type { Stage, Telemetry } from '@kith/core/ports';

export interface StageSum {
  readonly stage: Stage;
  /** Milliseconds a photo: of each piece of work divided by its photos. */
  readonly perPhoto: number[];
  ms: number;
  cpuMs: number;
  photos: number;
  faces: number;
}

export interface StageMeter extends Telemetry {
  /** Processor time is counted from here: it is what this process used since the last stage ended. */
  begin(): void;
  readonly sums: readonly StageSum[];
}

/** Adds up wall and processor time by stage. On a busy machine the processor time is the one to compare. */
export function createStageMeter(): StageMeter {
  const sums = new Map<Stage, StageSum>();
  let last = cpuMs();
  return {
    begin: () => {
      last = cpuMs();
    },
    stage(stage, ms, photos, faces) {
      const now = cpuMs();
      const sum = sums.get(stage) ?? { stage, perPhoto: [], ms: 0, cpuMs: 0, photos: 0, faces: 0 };
      sum.perPhoto.push(ms / photos);
      sum.ms += ms;
      sum.cpuMs += now - last;
      sum.photos += photos;
      sum.faces += faces;
      sums.set(stage, sum);
      last = now;
    },
    count: () => undefined,
    gauge: () => undefined,
    get sums() {
      return [...sums.values()];
    },
  };
}

/** Processor time of this process so far, all threads, milliseconds. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
