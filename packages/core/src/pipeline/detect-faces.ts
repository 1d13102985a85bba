import { type Detection, mergeLooks } from '../faces/index.js';
import type { CancelSignal, DecodedPhoto } from '../ports/index.js';
import type { AnalyseOptions } from './analyse-options.js';
import type { LoadedPack } from './loaded-pack.js';
import { type Look, runLooks } from './run-looks.js';

/** A crowd: at least so many faces, whose median side in the first look's pixels is at most that. */
const crowd = { faces: 4, side: 40 };

/**
 * Finds the faces of each photo, in its pixels at full resolution, by falling score. Looks that are due (see
 * AnalyseOptions) are taken for all photos of the batch together: the first look, then the close-up and turned looks
 * at photos with nothing, then the finer look at crowds. What a photo gets depends on that photo alone.
 */
export async function detectFaces(
  photos: readonly DecodedPhoto[],
  pack: LoadedPack,
  options: AnalyseOptions,
  signal?: CancelSignal,
): Promise<Detection[][]> {
  const minScore = options.minScore ?? pack.detector.entry.thresholds.score;
  const seen: Detection[][][] = photos.map(() => []);
  const take = async (looks: readonly (Look & { readonly of: number })[]) => {
    const found = await runLooks(looks, pack, minScore, signal);
    for (const [i, look] of looks.entries()) seen[look.of]!.push(found[i]!);
  };
  await take(photos.map((photo, of) => lookAt(photo, of, options.detectSide)));
  await take(photos.flatMap((photo, of) => secondLooks(photo, of, seen[of]![0]!, options)));
  await take(photos.flatMap((photo, of) => crowdLooks(photo, of, seen[of]![0]!, options)));
  return photos.map(({ pixels, facts }, i) => {
    const smallest = (options.minFaceSide * facts.width) / pixels.width;
    return mergeLooks(seen[i]!).filter((d) => Math.min(d.box.width, d.box.height) >= smallest);
  });
}

const lookAt = (photo: DecodedPhoto, of: number, side: number, turns: Look['turns'] = 0) => ({
  of,
  pixels: photo.pixels,
  photo: photo.facts,
  side,
  turns,
});

const longer = ({ pixels }: DecodedPhoto) => Math.max(pixels.width, pixels.height);

/** At a photo with nothing: smaller, for a face too large to be seen, and turned, for one lying on its side. */
function secondLooks(photo: DecodedPhoto, of: number, found: readonly Detection[], options: AnalyseOptions) {
  if (found.length > 0) return [];
  const { closeUpSide, turnSide, detectSide } = options;
  const smaller = closeUpSide !== null && closeUpSide < Math.min(detectSide, longer(photo));
  return [
    ...(smaller ? [lookAt(photo, of, closeUpSide)] : []),
    ...(turnSide !== null ? ([1, 2, 3] as const).map((turns) => lookAt(photo, of, turnSide, turns)) : []),
  ];
}

function crowdLooks(photo: DecodedPhoto, of: number, found: readonly Detection[], options: AnalyseOptions) {
  const { crowdSide, detectSide } = options;
  if (crowdSide === null || longer(photo) <= detectSide * 1.25 || found.length < crowd.faces) return [];
  const perLookPixel = Math.max(photo.facts.width, photo.facts.height) / detectSide;
  const sides = found.map((d) => Math.max(d.box.width, d.box.height) / perLookPixel).sort((a, b) => a - b);
  return sides[sides.length >> 1]! <= crowd.side ? [lookAt(photo, of, crowdSide)] : [];
}
