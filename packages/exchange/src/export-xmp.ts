import { nameOf } from '@kith/core/people';
import type { Orientation, PhotoFacts } from '@kith/core/photo';
import { reasonOf, type Sidecars, type StoredFace } from '@kith/core/ports';
import type { ExchangeProblem } from './exchange-problem.js';
import { type AnalysedFile, type ExchangedLibrary, libraryPhotos } from './library-photos.js';
import { mergeRegions } from './merge-regions.js';
import type { MwgRegion } from './mwg-region.js';
import { toStored } from './orient-region.js';
import { emptyXmp, parseXmp } from './parse-xmp.js';
import { sidecarOf, sidecarPaths } from './sidecar-paths.js';

export interface XmpExportOptions {
  /** Also faces of people without a name. */
  readonly unnamed: boolean;
}

export interface XmpExported {
  readonly written: number;
  readonly unchanged: number;
  /** Photos with something to write that are not where the sidecars go. */
  readonly absent: number;
  /** Sidecars that were there and could not be read, or could not be written: left as they are. */
  readonly problems: readonly ExchangeProblem[];
}

/** Writes face regions into XMP sidecars. Photos are never touched; sidecars that are there are added to. */
export async function exportXmp(
  exchanged: ExchangedLibrary,
  sidecars: Sidecars,
  options: XmpExportOptions,
): Promise<XmpExported> {
  const counts = { written: 0, unchanged: 0, absent: 0 };
  const problems: ExchangeProblem[] = [];
  for await (const analysed of libraryPhotos(exchanged)) {
    const regions = regionsOf(exchanged, analysed, options.unnamed);
    if (regions.length === 0) continue;
    let path = sidecarPaths(analysed.file)[0];
    try {
      const orientation = await sidecars.orientation(analysed.file);
      if (orientation === null) {
        counts.absent++;
        continue;
      }
      const [found, before] = await sidecarOf(sidecars, analysed.file);
      path = found;
      const after = sidecarText(before, analysed, regions, orientation);
      if (after !== null) await sidecars.write(analysed.file, path, after);
      counts[after === null ? 'unchanged' : 'written']++;
    } catch (error) {
      problems.push({ path: sidecars.placeOf(analysed.file, path), reason: reasonOf(error) });
    }
  }
  return { ...counts, problems };
}

function regionsOf({ library }: ExchangedLibrary, { photo, faces }: AnalysedFile, unnamed: boolean) {
  const { facts } = photo;
  if (!facts) return [];
  return faces.flatMap((face) => {
    const id = library.personOf(face.id);
    const name = id === null ? null : nameOf(library.person(id));
    return name === null && !unnamed ? [] : [uprightRegion(face, facts, name)];
  });
}

/** The face's box, cut at the edges of the picture, as shares of it. */
function uprightRegion({ box }: StoredFace, { width, height }: PhotoFacts, name: string | null): MwgRegion {
  const clamp = (n: number, max: number) => Math.min(Math.max(n, 0), max);
  const [left, right] = [clamp(box.x, width), clamp(box.x + box.width, width)];
  const [top, bottom] = [clamp(box.y, height), clamp(box.y + box.height, height)];
  const [w, h] = [(right - left) / width, (bottom - top) / height];
  return { name, x: (left + right) / 2 / width, y: (top + bottom) / 2 / height, w, h };
}

/** What the sidecar is to hold; null when it holds that already. Throws on a sidecar that is no XMP. */
function sidecarText(
  before: string | null,
  { photo }: AnalysedFile,
  regions: readonly MwgRegion[],
  orientation: Orientation,
): string | null {
  const document = before === null ? emptyXmp() : parseXmp(before);
  const stored = regions.map((r) => toStored(r, orientation));
  return mergeRegions(document, stored, storedSize(photo.facts as PhotoFacts, orientation));
}

/** Size of the stored picture, before it is turned. */
function storedSize({ width, height }: PhotoFacts, orientation: Orientation) {
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}
