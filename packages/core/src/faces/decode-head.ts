import { type Box, point } from '../geometry/index.js';
import type { DetectorHead, HeadLevel } from '../models/index.js';
import type { HeadOutputs } from './head-output.js';
import { type HeadReader, headReader, type LevelSpan } from './head-reader.js';
import type { InputDetection } from './input-detection.js';

/** The decoded inputs of one batch. */
export interface HeadInput {
  /** The input's size in pixels. */
  readonly width: number;
  readonly height: number;
  /** Which of the `batch` inputs to decode. */
  readonly item: number;
  readonly batch: number;
  /** Detections below are dropped before anything is computed for them. */
  readonly minScore: number;
}

/**
 * Decodes one input's detections from a head described by data, before suppression: SCRFD (`distance`; Guo et al.
 * 2021), YuNet (`centre-size`; Wu et al. 2023) and RetinaFace (`prior`; Deng et al. 2020) differ in the manifest only.
 */
export function decodeHead(head: DetectorHead, outputs: HeadOutputs, input: HeadInput): InputDetection[] {
  const spans = levelSpans(head, input);
  return head.levels.flatMap((level, i) =>
    decodeLevel(head, level, spans[i]!, outputs, input, head.priorSizes?.[i]),
  );
}

/** Levels that name the same output lie in it one after the other (RetinaFace's usual export); else each has its own. */
function levelSpans(head: DetectorHead, input: HeadInput): LevelSpan[] {
  const cells = head.levels.map(
    ({ stride }) => Math.ceil(input.width / stride) * Math.ceil(input.height / stride),
  );
  const sum = (i: number, until: number) =>
    cells
      .slice(0, until)
      .reduce((n, c, j) => n + (head.levels[j]!.scores === head.levels[i]!.scores ? c : 0), 0);
  return cells.map((c, i) => ({ before: sum(i, i), cells: c, total: sum(i, cells.length) }));
}

interface LevelReaders {
  readonly scores: HeadReader;
  readonly objectness: HeadReader | null;
  readonly boxes: HeadReader;
  readonly points: HeadReader;
}

function decodeLevel(
  head: DetectorHead,
  level: HeadLevel,
  span: LevelSpan,
  outputs: HeadOutputs,
  input: HeadInput,
  priorSizes: readonly number[] | undefined,
): InputDetection[] {
  const read = (name: string) => headReader(outputs, name, head, span, input.item, input.batch);
  const readers: LevelReaders = {
    scores: read(level.scores),
    objectness: level.objectness === undefined ? null : read(level.objectness),
    boxes: read(level.boxes),
    points: read(level.points),
  };
  const columns = Math.ceil(input.width / level.stride);
  const found: InputDetection[] = [];
  for (let cell = 0; cell < span.cells; cell++) {
    for (let anchor = 0; anchor < head.anchorsPerCell; anchor++) {
      const score = scoreAt(head, readers, cell, anchor);
      if (!(score >= input.minScore)) continue;
      const column = cell % columns;
      const x = (column + head.anchorOffset) * level.stride;
      const y = ((cell - column) / columns + head.anchorOffset) * level.stride;
      const at = { cell, anchor, x, y, size: priorSizes?.[anchor] ?? 0, stride: level.stride, score };
      found.push(decodeAnchor(head, readers, at));
    }
  }
  return found;
}

function scoreAt(head: DetectorHead, readers: LevelReaders, cell: number, anchor: number): number {
  const { scores, objectness } = readers;
  if (head.scoreActivation === 'softmax') {
    // Two classes, background first.
    return sigmoid(scores.at(cell, anchor, scores.values - 1) - scores.at(cell, anchor, 0));
  }
  const activate = head.scoreActivation === 'sigmoid' ? sigmoid : clamp;
  const score = activate(scores.at(cell, anchor, 0));
  return objectness ? Math.sqrt(score * activate(objectness.at(cell, anchor, 0))) : score;
}

const sigmoid = (v: number) => 1 / (1 + Math.exp(-v));
/** NaN stays NaN and is dropped by the threshold. */
const clamp = (v: number) => Math.min(Math.max(v, 0), 1);

interface Anchor {
  readonly cell: number;
  readonly anchor: number;
  /** The anchor point in input pixels. */
  readonly x: number;
  readonly y: number;
  /** The prior box's side in pixels. */
  readonly size: number;
  readonly stride: number;
  readonly score: number;
}

function decodeAnchor(head: DetectorHead, readers: LevelReaders, at: Anchor): InputDetection {
  const unit = head.boxes === 'prior' ? at.size * (head.variances?.[0] ?? 0.1) : at.stride;
  const points = Array.from({ length: 5 }, (_, i) =>
    point<'input'>(
      at.x + readers.points.at(at.cell, at.anchor, 2 * i) * unit,
      at.y + readers.points.at(at.cell, at.anchor, 2 * i + 1) * unit,
    ),
  );
  return { box: decodeBox(head, readers.boxes, at), score: at.score, points };
}

function decodeBox(head: DetectorHead, boxes: HeadReader, at: Anchor): Box {
  const v = [0, 1, 2, 3].map((k) => boxes.at(at.cell, at.anchor, k)) as [number, number, number, number];
  const { x, y, stride, size } = at;
  switch (head.boxes) {
    case 'distance':
      return {
        x: x - v[0] * stride,
        y: y - v[1] * stride,
        width: (v[0] + v[2]) * stride,
        height: (v[1] + v[3]) * stride,
      };
    case 'centre-size':
      return centred(x + v[0] * stride, y + v[1] * stride, Math.exp(v[2]) * stride, Math.exp(v[3]) * stride);
    case 'prior': {
      const [position, scale] = head.variances ?? [0.1, 0.2];
      return centred(
        x + v[0] * position * size,
        y + v[1] * position * size,
        size * Math.exp(v[2] * scale),
        size * Math.exp(v[3] * scale),
      );
    }
  }
}

function centred(x: number, y: number, width: number, height: number): Box {
  return { x: x - width / 2, y: y - height / 2, width, height };
}
