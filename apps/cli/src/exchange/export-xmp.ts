import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PhotoFacts } from '@kith/core/photo';
import type { StoredFace } from '@kith/core/ports';
import { sentenceOf } from '../output/sentence-of.js';
import type { Session } from '../session/open-session.js';
import { nameOf } from '../session/person-name.js';
import { type AnalysedFile, libraryPhotos } from './library-photos.js';
import { mergeRegions } from './merge-regions.js';
import type { MwgRegion } from './mwg-region.js';
import { toStored } from './orient-region.js';
import { emptyXmp, parseXmp } from './parse-xmp.js';
import { sidecarPath } from './sidecar-path.js';
import { storedOrientation, storedSize } from './stored-orientation.js';

export interface XmpExportOptions {
  /** Also faces of people without a name. */
  readonly unnamed: boolean;
  /** Folder for the sidecars, laid out as the photos are; beside the photos when null. */
  readonly out: string | null;
}

export interface XmpExported {
  readonly written: number;
  readonly unchanged: number;
  /** Sidecars that were there and could not be read: left as they are. */
  readonly problems: readonly { readonly path: string; readonly reason: string }[];
}

/** Writes face regions into XMP sidecars. Photos are never touched; sidecars that are there are added to. */
export async function exportXmp(session: Session, options: XmpExportOptions): Promise<XmpExported> {
  const counts = { written: 0, unchanged: 0 };
  const problems: { path: string; reason: string }[] = [];
  for await (const analysed of libraryPhotos(session)) {
    const regions = regionsOf(session, analysed, options.unnamed);
    if (regions.length === 0) continue;
    const path = pathOf(analysed, options.out);
    try {
      counts[await writeSidecar(path, analysed, regions)]++;
    } catch (error) {
      problems.push({ path, reason: sentenceOf(error) });
    }
  }
  return { ...counts, problems };
}

function pathOf({ file }: AnalysedFile, out: string | null): string {
  return sidecarPath(join(out ?? file.root, file.path));
}

function regionsOf({ library }: Session, { photo, faces }: AnalysedFile, unnamed: boolean): MwgRegion[] {
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

async function writeSidecar(
  path: string,
  { file, photo }: AnalysedFile,
  regions: readonly MwgRegion[],
): Promise<'written' | 'unchanged'> {
  const orientation = await storedOrientation(join(file.root, file.path));
  const before = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  const document = before === null ? emptyXmp() : parseXmp(before);
  const stored = regions.map((r) => toStored(r, orientation));
  const after = mergeRegions(document, stored, storedSize(photo.facts as PhotoFacts, orientation));
  if (after === null) return 'unchanged';
  await mkdir(dirname(path), { recursive: true });
  await replaceFile(path, after);
  return 'written';
}

/** Written beside it first: a sidecar is whole at any moment. */
async function replaceFile(path: string, text: string): Promise<void> {
  const half = `${path}.kith-new`;
  try {
    await writeFile(half, text);
    await rename(half, path);
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  }
}
