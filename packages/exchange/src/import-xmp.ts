import type { FaceId } from '@kith/core/faces';
import type { OpenLibrary } from '@kith/core/pipeline';
import { type PhotoFile, reasonOf, type Sidecars } from '@kith/core/ports';
import type { ExchangeProblem } from './exchange-problem.js';
import { type ExchangedLibrary, libraryPhotos } from './library-photos.js';
import { matchRegions } from './match-regions.js';
import type { MwgRegion } from './mwg-region.js';
import { namesToStatements } from './names-to-statements.js';
import { toUpright } from './orient-region.js';
import { parseXmp } from './parse-xmp.js';
import { sidecarPaths } from './sidecar-paths.js';
import { faceRegions } from './xmp-regions.js';

export interface XmpImported {
  /** Sidecars read, named regions in them, and those that are a face Kith found. */
  readonly sidecars: number;
  readonly regions: number;
  readonly matched: number;
  readonly names: readonly string[];
  /** Sidecars whose photo is not beside them, so that nobody can tell how it is turned: not read. */
  readonly absent: number;
  readonly problems: readonly ExchangeProblem[];
}

/** Takes the names of face regions in sidecars over as one action that can be undone. */
export async function importXmp(
  exchanged: ExchangedLibrary & { readonly library: OpenLibrary },
  sidecars: Sidecars,
): Promise<XmpImported> {
  const named = new Map<string, FaceId[]>();
  const problems: ExchangeProblem[] = [];
  const counts = { sidecars: 0, regions: 0, matched: 0, absent: 0 };
  for await (const analysed of libraryPhotos(exchanged)) {
    for (const path of sidecarPaths(analysed.file)) {
      const found = await readRegions(sidecars, analysed.file, path, problems);
      if (found === null) continue;
      if (found === 'absent') {
        counts.absent++;
        continue;
      }
      counts.sidecars++;
      counts.regions += found.length;
      for (const { name, face } of matchRegions(analysed, found)) {
        counts.matched++;
        named.set(name, [...(named.get(name) ?? []), face.id]);
      }
    }
  }
  const statements = namesToStatements(exchanged.library, named);
  if (statements.length > 0) await exchanged.library.say('import', statements);
  return { ...counts, names: [...named.keys()].sort(), problems };
}

/** The named regions, upright; null where there is no sidecar. */
async function readRegions(
  sidecars: Sidecars,
  file: PhotoFile,
  path: string,
  problems: ExchangeProblem[],
): Promise<readonly MwgRegion[] | 'absent' | null> {
  try {
    const text = await sidecars.read(file, path);
    if (text === null) return null;
    const regions = faceRegions(parseXmp(text)).filter(({ region }) => region.name !== null);
    const orientation = await sidecars.orientation(file);
    return orientation === null ? 'absent' : regions.map(({ region }) => toUpright(region, orientation));
  } catch (error) {
    problems.push({ path: sidecars.placeOf(file, path), reason: reasonOf(error) });
    return null;
  }
}
