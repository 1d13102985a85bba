export { direction } from './direction.js';
export { dot } from './dot.js';
export type { Cosine, FaceVector, ModelKey } from './face-vector.js';
export { modelKey } from './model-key.js';
export { quantise } from './quantise.js';
export {
  createRowTable,
  type OnHit,
  type QuantisedRow,
  type Query,
  type RowTable,
  type RowTableOptions,
} from './row-table.js';
export { unitVector } from './unit-vector.js';
