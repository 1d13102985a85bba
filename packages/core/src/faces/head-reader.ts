import type { DetectorHead } from '../models/index.js';
import type { HeadOutputs } from './head-output.js';

/** Reads value `k` of anchor `anchor` at cell `cell` of one input: hides how the head lays its outputs out. */
export interface HeadReader {
  /** How many values an anchor has in this output. */
  readonly values: number;
  at(cell: number, anchor: number, k: number): number;
}

/** Where a level's cells lie in an output: several levels may share one output, one after the other. */
export interface LevelSpan {
  /** Cells of the levels before it in the same output. */
  readonly before: number;
  readonly cells: number;
  /** Cells of all levels in the same output. */
  readonly total: number;
}

/**
 * A reader for one output and one input of the batch. Throws when the output is absent or its size does not fit,
 * saying what was expected.
 */
export function headReader(
  outputs: HeadOutputs,
  name: string,
  head: DetectorHead,
  span: LevelSpan,
  item: number,
  batch: number,
): HeadReader {
  const output = outputs[name];
  if (!output)
    throw new Error(`the detector has no output '${name}', only ${Object.keys(outputs).join(', ')}`);
  const anchors = head.anchorsPerCell;
  const values = output.data.length / (batch * span.total * anchors);
  if (!Number.isInteger(values) || values < 1) {
    throw new Error(
      `output '${name}' is [${output.shape.join(', ')}]; expected ${batch} × ${span.total} cells × ${anchors} anchors × k`,
    );
  }
  const { data } = output;
  const start = (item * span.total + span.before) * anchors * values;
  if (head.outputs === 'cells') {
    return { values, at: (cell, anchor, k) => data[start + (cell * anchors + anchor) * values + k]! };
  }
  return { values, at: (cell, anchor, k) => data[start + (anchor * values + k) * span.cells + cell]! };
}
