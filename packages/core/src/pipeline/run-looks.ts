import {
  type Detection,
  decodeHead,
  type FivePoints,
  type InputDetection,
  type Score,
  suppress,
  vote,
} from '../faces/index.js';
import {
  type Box,
  type InputPoint,
  point,
  type QuarterTurns,
  snap,
  turnBox,
  turnPoint,
} from '../geometry/index.js';
import { type Letterbox, letterbox, toPhoto } from '../photo/index.js';
import type { CancelSignal } from '../ports/index.js';
import { type Raster, resize, turn, writeTensor } from '../raster/index.js';
import type { LoadedPack } from './loaded-pack.js';
import { throwIfAborted } from './throw-if-aborted.js';

/** One look at a photo: at most `side` pixels long, turned clockwise. */
export interface Look {
  readonly pixels: Raster;
  /** Size of the photo at full resolution: detections are in its pixels. */
  readonly photo: { readonly width: number; readonly height: number };
  readonly side: number;
  readonly turns: QuarterTurns;
}

/** A look laid out: the box is of the unturned picture, the shape is that of the turned input. */
interface Laid {
  readonly index: number;
  readonly look: Look;
  readonly box: Letterbox;
  readonly width: number;
  readonly height: number;
}

/**
 * Detects in all looks, those of one input shape in one inference call (up to the model's largest batch).
 * A look's detections depend on that look alone, not on its company. Per look: suppressed, by falling score.
 */
export async function runLooks(
  looks: readonly Look[],
  pack: LoadedPack,
  minScore: number,
  signal?: CancelSignal,
): Promise<Detection[][]> {
  const found: Detection[][] = looks.map(() => []);
  for (const group of batches(looks, pack)) {
    throwIfAborted(signal);
    const outputs = await pack.detector.session.run(batchInput(group, pack));
    for (const [item, laid] of group.entries()) {
      const { head, thresholds } = pack.detector.entry;
      const { width, height } = laid;
      const decoded = decodeHead(head, outputs, { width, height, item, batch: group.length, minScore });
      const candidates = decoded.filter(plausible);
      const kept = suppress(candidates, thresholds.nmsIou);
      const faces = thresholds.voteIou ? vote(kept, candidates, thresholds.voteIou) : kept;
      found[laid.index] = faces.map((d) => inPhoto(snapped(d), laid));
    }
  }
  return found;
}

/** Looks of one input shape together, in the order given, none larger than the model takes. */
function batches(looks: readonly Look[], pack: LoadedPack): Laid[][] {
  const { size, maxBatch } = pack.detector.entry.input;
  const groups = new Map<string, Laid[][]>();
  for (const [index, look] of looks.entries()) {
    const sideways = look.turns % 2 === 1;
    const fitted =
      sideways && size.kind === 'fixed' ? { ...size, width: size.height, height: size.width } : size;
    const box = letterbox(look.pixels, look.photo, look.side, fitted);
    const [width, height] = sideways
      ? [box.input.height, box.input.width]
      : [box.input.width, box.input.height];
    const list = groups.get(`${width}×${height}`) ?? [];
    groups.set(`${width}×${height}`, list);
    if ((list.at(-1)?.length ?? maxBatch) >= maxBatch) list.push([]);
    list.at(-1)!.push({ index, look, box, width, height });
  }
  return [...groups.values()].flat();
}

function batchInput(group: readonly Laid[], pack: LoadedPack) {
  const { input } = pack.detector.entry;
  const { width, height } = group[0]!;
  const data = pack.scratch.take('detector', group.length * 3 * width * height);
  for (const [item, { look, box }] of group.entries()) {
    const small = turn(resize(look.pixels, box.content.width, box.content.height), look.turns);
    writeTensor(small, input, data, item, width, height);
  }
  const shape = input.layout === 'NCHW' ? [group.length, 3, height, width] : [group.length, height, width, 3];
  return { [input.name]: { shape, data } };
}

/** Finite, not inside out, and with points that are not all one: what alignment can work with. */
function plausible({ box, points }: InputDetection): boolean {
  const numbers = [box.x, box.y, box.width, box.height, ...points.flatMap((p) => [p.x, p.y])];
  const [eyes, mouth] = [points[0]!, points[4]!];
  return (
    numbers.every(Number.isFinite) &&
    box.width > 0 &&
    box.height > 0 &&
    Math.hypot(eyes.x - mouth.x, eyes.y - mouth.y) > 0
  );
}

/** What all runtimes agree on: see `snap`. */
function snapped({ box, points, score }: InputDetection): InputDetection {
  const [x, y] = [snap(box.x), snap(box.y)];
  const far = { x: snap(box.x + box.width), y: snap(box.y + box.height) };
  return {
    box: { x, y, width: far.x - x, height: far.y - y },
    points: points.map((p) => point<'input'>(snap(p.x), snap(p.y))),
    score,
  };
}

/** From the pixels of the (turned) input back to the photo. The content lies at the input's top left. */
function inPhoto(d: InputDetection, { look, box }: Laid): Detection {
  const sideways = look.turns % 2 === 1;
  const { width, height } = box.content;
  const [w, h] = sideways ? [height, width] : [width, height];
  const back = ((4 - look.turns) % 4) as QuarterTurns;
  const upright = (p: InputPoint) => toPhoto(box, turnPoint<'input'>(p, back, w, h));
  return {
    box: boxInPhoto(turnBox(d.box, back, w, h), box),
    score: d.score as Score,
    points: d.points.map(upright) as unknown as FivePoints,
  };
}

function boxInPhoto(b: Box, box: Letterbox): Box {
  const { x, y } = toPhoto(box, point(b.x, b.y));
  return { x, y, width: b.width * box.scaleX, height: b.height * box.scaleY };
}
