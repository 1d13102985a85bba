import type { FaceId } from '../faces/index.js';
import { activeFacts, type Fact, facesNamedBy, type PersonId, type Statement } from '../people/index.js';
import type { Store } from '../ports/index.js';
import { exportFormat } from './export-library.js';
import { type ImportedPhoto, matchFaces } from './match-faces.js';
import type { OpenLibrary } from './open-library.js';
import { translateStatement } from './translate-statement.js';

export interface ImportLibraryOptions {
  readonly store: Store;
  readonly library: OpenLibrary;
  /** What `exportLibrary` gave, as JSON. */
  readonly text: string;
}

export interface LibraryImported {
  /** Statements said anew; those that held already are not counted. */
  readonly applied: number;
  /** Statements about faces that this library does not have: of photos not here, or not found here. */
  readonly unmatched: number;
}

/**
 * Takes over what was said in another library of (some of) the same photos, as one action that can be undone. Faces
 * are found again by photo content and place, so the other library may have used other models. What was undone there
 * stays undone; what holds here already is not said twice. Throws, changing nothing, on a text that is no export.
 */
export async function importLibrary({
  store,
  library,
  text,
}: ImportLibraryOptions): Promise<LibraryImported> {
  const { photos, facts } = parseExport(text);
  const faceHere = await matchFaces(store, library.model, photos);
  const said = new Set(activeFacts(await store.facts()).map((f) => JSON.stringify(f.statement)));
  const people = new Map<PersonId, PersonId>();
  const fresh: Statement[] = [];
  let unmatched = 0;
  for (const { statement } of activeFacts(facts)) {
    const known = await allHere(store, statement, faceHere);
    const translated = known && translateStatement(statement, { faceHere, people, library });
    if (translated === null) unmatched++;
    else if (!said.has(JSON.stringify(translated))) fresh.push(translated);
  }
  if (fresh.length > 0) await library.say('import', fresh);
  return { applied: fresh.length, unmatched };
}

/** Whether every face of the statement is one of this library; faces without a place must have kept their ids. */
async function allHere(
  store: Store,
  statement: Statement,
  faceHere: Map<FaceId, FaceId | null>,
): Promise<true | null> {
  for (const face of facesNamedBy(statement)) {
    if (!faceHere.has(face)) faceHere.set(face, (await store.face(face)) ? face : null);
    if (faceHere.get(face) === null) return null;
  }
  return true;
}

function parseExport(text: string): { photos: readonly ImportedPhoto[]; facts: readonly Fact[] } {
  const found = parseJson(text);
  if (found === null || found['format'] !== exportFormat.format) {
    throw new Error(`this is not a Kith export: expected JSON with "format": "${exportFormat.format}"`);
  }
  if (found['formatVersion'] !== exportFormat.formatVersion) {
    throw new Error(
      `the export has format version ${found['formatVersion']}; this Kith reads ${exportFormat.formatVersion}: update Kith`,
    );
  }
  const { photos, facts } = found;
  if (!Array.isArray(photos) || !Array.isArray(facts) || !facts.every(isFact)) {
    throw new Error('the export is damaged: its photos or facts are not as they should be');
  }
  return { photos, facts };
}

function parseJson(text: string): Record<string, unknown> | null {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === 'object' && found !== null ? { ...found } : null;
  } catch {
    return null;
  }
}

const shapes: Readonly<Record<Statement['kind'], readonly string[]>> = {
  same: ['a', 'b'],
  different: ['a', 'b'],
  'not-person': ['face', 'person', 'anchor'],
  name: ['person', 'anchor'],
  hide: ['person', 'anchor'],
  cover: ['person', 'anchor', 'face'],
  born: ['person', 'anchor'],
  'not-a-face': ['face'],
  undo: ['fact'],
};

/** Whether it has the texts its kind needs, and a name, a date and a hiding that are such. */
function isFact(fact: unknown): boolean {
  if (typeof fact !== 'object' || fact === null) return false;
  const { id, statement } = fact as { id?: unknown; statement?: unknown };
  if (typeof id !== 'string' || typeof statement !== 'object' || statement === null) return false;
  const said = statement as Record<string, unknown>;
  const needed = Object.hasOwn(shapes, String(said['kind']))
    ? shapes[said['kind'] as Statement['kind']]
    : null;
  if (needed === null || needed.some((key) => typeof said[key] !== 'string')) return false;
  const textOrNull = (value: unknown) => value === null || (typeof value === 'string' && value.length <= 200);
  if (said['kind'] === 'name') return textOrNull(said['name']);
  if (said['kind'] === 'born') return textOrNull(said['date']);
  return said['kind'] !== 'hide' || typeof said['hidden'] === 'boolean';
}
