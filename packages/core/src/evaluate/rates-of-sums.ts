import { type PersonSums, sum, sumStride } from './person-sums.js';
import { type PrecisionRecall, precisionRecall } from './precision-recall.js';

/**
 * Pairwise: of the pairs put together, how many belong together, and the reverse. B-cubed: the same for each
 * item, averaged over items (Bagga & Baldwin 1998; Amigó et al. 2009).
 */
export interface PartitionRates {
  readonly pairwise: PrecisionRecall;
  readonly bcubed: PrecisionRecall;
}

/** The rates when person i is counted `times[i]` times; each once when absent. */
export function ratesOfSums(sums: PersonSums, times?: Int32Array): PartitionRates {
  const total = new Float64Array(sumStride);
  for (let person = 0; person < sums.people; person++) {
    const weight = times ? times[person]! : 1;
    if (weight === 0) continue;
    const at = person * sumStride;
    for (let k = 0; k < sumStride; k++) total[k]! += weight * sums.values[at + k]!;
  }
  const of = (key: keyof typeof sum): number => total[sum[key]]!;
  return {
    pairwise: precisionRecall(of('pairsRight'), of('pairsClaimed'), of('pairsRight'), of('pairsTrue')),
    bcubed: precisionRecall(of('bcubedP'), of('items'), of('bcubedR'), of('items')),
  };
}
