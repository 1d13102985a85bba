import type { StoredFace } from '@kith/core/ports';
import type { AnalysedFile } from './library-photos.js';
import { type MwgRegion, regionOverlap } from './mwg-region.js';

// Programs draw boxes quite differently: from eyes to chin, or with all the hair.
const sameFace = 0.25;

/** Each named region's face, all of the upright photo: the one it overlaps most, each face once. */
export function matchRegions(
  { photo: { facts }, faces }: AnalysedFile,
  regions: readonly MwgRegion[],
): readonly { readonly name: string; readonly face: StoredFace }[] {
  if (!facts) return [];
  const asRegion = ({ box }: StoredFace): MwgRegion => ({
    name: null,
    x: (box.x + box.width / 2) / facts.width,
    y: (box.y + box.height / 2) / facts.height,
    w: box.width / facts.width,
    h: box.height / facts.height,
  });
  const pairs = regions.flatMap((region) =>
    faces.map((face) => ({
      name: region.name as string,
      region,
      face,
      overlap: regionOverlap(region, asRegion(face)),
    })),
  );
  const taken = new Set<unknown>();
  return pairs
    .filter((p) => p.overlap >= sameFace)
    .sort((a, b) => b.overlap - a.overlap)
    .filter(({ region, face }) => {
      if (taken.has(region) || taken.has(face)) return false;
      taken.add(region).add(face);
      return true;
    });
}
