import type { Brand } from '../geometry/index.js';

/** SHA-256 of the file's bytes, 64 lower-case hex digits: a moved or renamed photo keeps its id. */
export type PhotoId = Brand<string, 'PhotoId'>;
