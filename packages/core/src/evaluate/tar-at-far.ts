import { roc } from './roc.js';

export interface TarAtFar {
  readonly far: number;
  readonly tar: number;
  /** The lowest threshold whose false accept rate is ≤ `far`; scores equal to it are accepted. */
  readonly threshold: number;
  /** Impostor pairs above the threshold; below about 10 the figure is a guess. */
  readonly falseAccepts: number;
}

/** True accept rate at false accept rates that are stated beforehand, in the order given. */
export function tarAtFar(
  genuine: Float64Array,
  impostor: Float64Array,
  rates: readonly number[],
): readonly TarAtFar[] {
  const points = roc(genuine, impostor);
  return rates.map((far) => {
    const beyond = points.findIndex((p) => p.far > far);
    const point = points[(beyond < 0 ? points.length : beyond) - 1]!;
    const falseAccepts = Math.round(point.far * impostor.length);
    return { far, tar: point.tar, threshold: point.threshold, falseAccepts };
  });
}
