export { direction } from './direction.js';
export { dot } from './dot.js';
export type { Cosine, FaceVector, ModelKey } from './face-vector.js';
export { modelKey } from './model-key.js';
export { quantise } from './quantise.js';
export { createRowTable, type RowTable, type RowTableOptions } from './row-table.js';
export type { OnHit } from './scan-many.js';
export type { QuantisedRow, Query } from './table-views.js';
export { unitVector } from './unit-vector.js';
