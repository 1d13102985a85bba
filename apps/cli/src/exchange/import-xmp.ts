import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FaceId } from '@kith/core/faces';
import type { StoredFace } from '@kith/core/ports';
import { sentenceOf } from '../output/sentence-of.js';
import type { Session } from '../session/open-session.js';
import { type AnalysedFile, libraryPhotos } from './library-photos.js';
import { type MwgRegion, regionOverlap } from './mwg-region.js';
import { namesToStatements } from './names-to-statements.js';
import { toUpright } from './orient-region.js';
import { parseXmp } from './parse-xmp.js';
import { sidecarPaths } from './sidecar-path.js';
import { storedOrientation } from './stored-orientation.js';
import { faceRegions } from './xmp-regions.js';

export interface XmpImported {
  /** Sidecars read, named regions in them, and those that are a face Kith found. */
  readonly sidecars: number;
  readonly regions: number;
  readonly matched: number;
  readonly names: readonly string[];
  readonly problems: readonly { readonly path: string; readonly reason: string }[];
}

// Programs draw boxes quite differently: from eyes to chin, or with all the hair.
const sameFace = 0.25;

/** Takes the names of face regions in sidecars over as one action that can be undone. */
export async function importXmp(session: Session): Promise<XmpImported> {
  const named = new Map<string, FaceId[]>();
  const problems: { path: string; reason: string }[] = [];
  let [sidecars, regions, matched] = [0, 0, 0];
  for await (const analysed of libraryPhotos(session)) {
    for (const path of sidecarPaths(join(analysed.file.root, analysed.file.path))) {
      const found = await readSidecar(path, problems);
      if (!found) continue;
      sidecars++;
      regions += found.length;
      for (const { name, face } of await match(analysed, found)) {
        matched++;
        named.set(name, [...(named.get(name) ?? []), face.id]);
      }
    }
  }
  const statements = namesToStatements(session.library, named);
  if (statements.length > 0) await session.library.say('import', statements);
  return { sidecars, regions, matched, names: [...named.keys()].sort(), problems };
}

async function readSidecar(path: string, problems: { path: string; reason: string }[]) {
  try {
    const text = await readFile(path, 'utf8');
    return faceRegions(parseXmp(text)).flatMap(({ region }) => (region.name === null ? [] : [region]));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    problems.push({ path, reason: sentenceOf(error) });
    return null;
  }
}

/** Each region's face: the one it overlaps most, each face once. */
async function match({ file, photo, faces }: AnalysedFile, regions: readonly MwgRegion[]) {
  const facts = photo.facts;
  if (!facts) return [];
  const orientation = await storedOrientation(join(file.root, file.path));
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
      overlap: regionOverlap(toUpright(region, orientation), asRegion(face)),
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
