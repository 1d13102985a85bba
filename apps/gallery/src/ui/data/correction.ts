import type { Outputs } from '../../api/gallery-api.js';
import type { Changed } from '../../api/outputs.js';

/** The calls that correct something: those that answer with what changed. */
export type Correction = {
  [K in keyof Outputs]: Outputs[K] extends Changed ? K : never;
}[keyof Outputs];
