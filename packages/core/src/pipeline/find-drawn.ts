import type { Detection, Face, FivePoints, Score } from '../faces/index.js';
import {
  type Box,
  boxIou,
  invert,
  type PhotoPoint,
  point,
  type Similarity,
  transform,
} from '../geometry/index.js';
import type { CancelSignal, DecodedPhoto } from '../ports/index.js';
import { warp } from '../raster/index.js';
import type { LoadedPack } from './loaded-pack.js';
import { runLooks } from './run-looks.js';

/** A face the user has drawn, in one photo of the batch. */
export interface DrawnHere {
  /** Index of the photo in the batch. */
  readonly of: number;
  /** In pixels of the photo at full resolution. */
  readonly box: Face['box'];
}

// The closer look: the box fills 1/2.5 of a square of 256 pixels, so a face is about 100 pixels there, where detectors see
// best; a third of the threshold, since somebody has said that there is a face.
const span = 2.5;
const lookSide = 256;
const thresholdShare = 1 / 3;
/** As much as `assignIds` wants, so that what is found is known for the face that was drawn. */
const leastIou = 0.4;

/**
 * Detects what detection has missed and a user has drawn: a closer look at each box, at the four quarter turns. Where even
 * that sees nothing, the box is believed, with the points where they lie in an upright face and the threshold as score.
 * One detection for each drawn face, in order.
 */
export async function findDrawn(
  drawn: readonly DrawnHere[],
  photos: readonly DecodedPhoto[],
  pack: LoadedPack,
  signal?: CancelSignal,
): Promise<readonly Detection[]> {
  const { score } = pack.detector.entry.thresholds;
  const cuts = drawn.map(({ of, box }) => cutOut(photos[of]!, box));
  const looks = cuts.flatMap(({ pixels }) =>
    ([0, 1, 2, 3] as const).map((turns) => ({ pixels, photo: pixels, side: lookSide, turns })),
  );
  const found = await runLooks(looks, pack, score * thresholdShare, signal);
  return drawn.map(({ box }, i) => {
    const seen = found.slice(4 * i, 4 * i + 4).flat();
    const here = seen.map((d) => moved(d, cuts[i]!.toPhoto)).filter((d) => boxIou(d.box, box) >= leastIou);
    const best = here.sort((a, b) => b.score - a.score)[0];
    return best ?? { box, score: score as Score, points: pointsIn(box) };
  });
}

/** The square around the box, and the way back from its pixels to the photo's. */
function cutOut({ pixels, facts }: DecodedPhoto, box: Box) {
  const scaleX = pixels.width / facts.width;
  const scaleY = pixels.height / facts.height;
  const zoom = lookSide / (span * Math.max(box.width * scaleX, box.height * scaleY));
  const x = (box.x + box.width / 2) * scaleX;
  const y = (box.y + box.height / 2) * scaleY;
  const toLook: Similarity = { a: zoom, b: 0, tx: lookSide / 2 - zoom * x, ty: lookSide / 2 - zoom * y };
  const back = invert(toLook);
  return {
    pixels: warp(pixels, toLook, lookSide, lookSide),
    toPhoto: (at: { readonly x: number; readonly y: number }): PhotoPoint => {
      const p = transform<'photo'>(back, point(at.x, at.y));
      return point<'photo'>(p.x / scaleX, p.y / scaleY);
    },
  };
}

function moved({ box, score, points }: Detection, toPhoto: ReturnType<typeof cutOut>['toPhoto']): Detection {
  const corner = toPhoto(box);
  const far = toPhoto({ x: box.x + box.width, y: box.y + box.height });
  return {
    box: { x: corner.x, y: corner.y, width: far.x - corner.x, height: far.y - corner.y },
    score,
    points: points.map(toPhoto) as unknown as FivePoints,
  };
}

/** Where the five points of an upright face lie in its box, as shares of its sides. */
const sharesInBox: readonly (readonly [number, number])[] = [
  [0.31, 0.4],
  [0.69, 0.4],
  [0.5, 0.58],
  [0.35, 0.77],
  [0.65, 0.77],
];

function pointsIn(box: Box): FivePoints {
  return sharesInBox.map(([x, y]) =>
    point<'photo'>(box.x + x * box.width, box.y + y * box.height),
  ) as unknown as FivePoints;
}
