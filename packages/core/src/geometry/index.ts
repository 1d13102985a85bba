export type { Box } from './box.js';
export { boxArea, boxIntersection, boxIou, boxUnion } from './box-overlap.js';
export type { Brand } from './brand.js';
export { fitSimilarity } from './fit-similarity.js';
export type { CropPoint, InputPoint, PhotoPoint, Point } from './point.js';
export { point } from './point.js';
export { type QuarterTurns, turnBox, turnPoint } from './quarter-turn.js';
export { scaleBox } from './scale-box.js';
export { compose, invert, type Similarity, scaleOf, transform } from './similarity.js';
