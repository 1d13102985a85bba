export { type AveragePrecision, averagePrecision, type DetectedPicture } from './average-precision.js';
export {
  type BootstrapOptions,
  bootstrapDifference,
  bootstrapRates,
  type Interval,
} from './bootstrap-rates.js';
export { type Churn, churn } from './churn.js';
export { flattenPartitions } from './flatten-partitions.js';
export { type GroupDistances, groupDistances } from './group-distances.js';
export { type GroupSums, groupSums } from './group-sums.js';
export type { Labels } from './labels.js';
export { type FoldAccuracy, lfwAccuracy, type VerificationPair } from './lfw-accuracy.js';
export type { Partition } from './partition.js';
export type { PeopleCounts } from './people-counts.js';
export type { PersonSums } from './person-sums.js';
export type { PrecisionRecall } from './precision-recall.js';
export { type Random, seededRandom } from './random.js';
export type { PartitionRates } from './rates-of-sums.js';
export { type RocPoint, roc } from './roc.js';
export { samePhotoConflicts } from './same-photo-conflicts.js';
export { type PartitionScores, scorePartition } from './score-partition.js';
export { completeStreamOptions, type StreamOptions, streamDefaults } from './stream-options.js';
export { type StreamFace, syntheticStream } from './synthetic-stream.js';
export { type TarAtFar, tarAtFar } from './tar-at-far.js';
export { type WidthViolations, widthViolations } from './width-violations.js';
