import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FaceId } from '@kith/core/faces';
import type { Person } from '@kith/core/people';
import { nameOf, shortId } from '@kith/core/people';
import type { StoredFace } from '@kith/core/ports';
import { createNodeDecoder } from '@kith/node';
import sharp from 'sharp';
import { sheetsDir } from '../session/library-pictures.js';
import type { Session } from '../session/open-session.js';
import { chooseFaces } from './choose-faces.js';
import { cutFaces } from './cut-faces.js';

export interface Sheets {
  /** The folder they lie in. */
  readonly dir: string;
  /** Path of each person's sheet. */
  readonly files: ReadonlyMap<Person['id'], string>;
}

const tile = 144;
const columns = 6;
const mostFaces = 24;
const mostSheets = 100;

/**
 * Writes one JPEG per person with up to 24 of their faces, for the first 100 people, to `sheets` in the library's
 * folder; sheets of an earlier run are replaced. Photos that are gone are left out.
 */
export async function writeSheets(session: Session, people: readonly Person[]): Promise<Sheets> {
  const dir = sheetsDir(session.dir);
  await mkdir(dir, { recursive: true, mode: 0o700 });
  for (const old of await readdir(dir)) if (old.endsWith('.jpg')) await rm(join(dir, old));
  const chosen = new Map<Person, readonly StoredFace[]>();
  for (const person of people.slice(0, mostSheets))
    chosen.set(person, await chooseFaces(session, person, mostFaces));
  const decoder = createNodeDecoder();
  try {
    const cut = await cutFaces(session, decoder, [...chosen.values()].flat(), tile);
    const files = new Map<Person['id'], string>();
    for (const [i, [person, faces]] of [...chosen].entries()) {
      const file = join(dir, `${String(i + 1).padStart(3, '0')}-${fileName(person)}.jpg`);
      if (await writeSheet(file, faces, cut)) files.set(person.id, file);
    }
    return { dir, files };
  } finally {
    await decoder.close();
  }
}

async function writeSheet(
  file: string,
  faces: readonly StoredFace[],
  cut: ReadonlyMap<FaceId, Buffer>,
): Promise<boolean> {
  const tiles = faces.flatMap(({ id }) => cut.get(id) ?? []);
  if (tiles.length === 0) return false;
  const across = Math.min(columns, tiles.length);
  const gap = 4;
  const at = (n: number) => gap + n * (tile + gap);
  await sharp({
    create: {
      width: at(across),
      height: at(Math.ceil(tiles.length / columns)),
      channels: 3,
      background: '#202428',
    },
  })
    .composite(tiles.map((input, i) => ({ input, left: at(i % columns), top: at(Math.floor(i / columns)) })))
    .jpeg({ quality: 88 })
    .toFile(file);
  return true;
}

/** The name where it is fit for a file name on every system, else the id. */
function fileName(person: Person): string {
  const name = nameOf(person)
    ?.replace(/[^\p{L}\p{N} _-]/gu, '')
    .trim()
    .slice(0, 60);
  return name ? name : shortId(person.id);
}
