export { exifTags, factsFromTags } from './facts-from-tags.js';
export { type InputSize, type Letterbox, letterbox, toPhoto } from './letterbox.js';
export { type Orientation, orientationOf } from './orientation.js';
export type { PhotoFacts } from './photo-facts.js';
export type { PhotoId } from './photo-id.js';
export type { PhotoFailure, PhotoState } from './photo-state.js';
export { type PictureFormat, pictureFormat } from './picture-format.js';
