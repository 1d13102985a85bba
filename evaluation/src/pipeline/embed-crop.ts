import { arcFaceTemplate, templatePoints } from '@kith/core/crops';
import type { FivePoints, Score } from '@kith/core/faces';
import { point } from '@kith/core/geometry';
import { embedFaces, type LoadedPack } from '@kith/core/pipeline';
import type { Raster } from '@kith/core/raster';
import { sha256 } from '@kith/node';
import type { CachedFace } from './vector-cache.js';

/**
 * Embeds a picture that is an aligned 112×112 face already. What the crop was cut from is unknown, so where the pack
 * has no quality of its own the guess rests on sharpness alone (frontal, at full scale, detector score 1).
 */
export async function embedCrop(bytes: Uint8Array, crop: Raster, pack: LoadedPack): Promise<CachedFace> {
  if (crop.width !== 112 || crop.height !== 112) {
    throw new Error(`expected an aligned crop of 112×112 pixels; got ${crop.width}×${crop.height}`);
  }
  const box = { x: 0, y: 0, width: crop.width, height: crop.height };
  const points = templatePoints(arcFaceTemplate).map((p) => point<'photo'>(p.x, p.y));
  const detection = { box, score: 1 as Score, points: points as unknown as FivePoints };
  const [face] = await embedFaces([{ of: 0, detection, landmarks: null, crop, scale: 1 }], pack, false);
  const id = `${(await sha256(bytes)).slice(0, 16)}.0`;
  return { id, box, quality: face!.quality, vector: face!.vector.values };
}
