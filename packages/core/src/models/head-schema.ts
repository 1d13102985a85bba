import { count, positive, share } from './bounds.js';
import type { DetectorHead, HeadLevel } from './manifest.js';
import { list, object, oneOf, optional, type Reader, reject, text, tuple } from './reader.js';

const level = object<HeadLevel>({
  stride: count,
  scores: text,
  objectness: optional(text) as Reader<never>,
  boxes: text,
  points: text,
});

const headFields = object<DetectorHead>({
  boxes: oneOf('distance', 'centre-size', 'prior'),
  outputs: oneOf('cells', 'maps'),
  scoreActivation: oneOf('none', 'sigmoid', 'softmax'),
  anchorsPerCell: count,
  anchorOffset: share,
  levels: list(level, 1),
  priorSizes: optional(list(list(positive, 1), 1)) as Reader<never>,
  variances: optional(tuple(positive, 2)) as Reader<never>,
});

/** How a detector's outputs are read. Prior sizes must fit its levels. */
export const detectorHead: Reader<DetectorHead> = (v, path) => {
  const read = headFields(v, path);
  if (read.boxes !== 'prior') return read;
  const fits =
    read.priorSizes?.length === read.levels.length &&
    read.priorSizes.every((sizes) => sizes.length === read.anchorsPerCell);
  if (!fits) {
    reject(`${path}.priorSizes`, `${read.anchorsPerCell} sizes for each of the levels`, read.priorSizes);
  }
  return read;
};
