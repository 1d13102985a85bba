import type { FaceId } from '@kith/core/faces';
import { type Fact, facesNamedBy, type PersonId } from '@kith/core/people';
import type { PhotoId } from '@kith/core/photo';
import type { BatchCommit, DrawnFace, PhotoFile, Store, StoredFace, StoredFile } from '@kith/core/ports';
import { emptyMemory, type Memory, type MemoryPhoto } from './memory-state.js';
import { anchorsOf, toStoredPhoto } from './memory-view.js';

/** A library in memory: the simplest thing that keeps the Store contract, for tests and as the model of the real one. */
export function createMemoryStore(): Store {
  let memory = emptyMemory();
  /** Works on a copy, so that a throw leaves everything as it was. */
  const transact = async <T>(change: (draft: Memory) => T): Promise<T> => {
    const draft = structuredClone(memory);
    const result = change(draft);
    memory = draft;
    return result;
  };
  const photosWhere = (keep: (p: MemoryPhoto) => boolean) =>
    [...memory.photos.values()].filter(keep).map((p) => toStoredPhoto(memory, p));
  const facesWhere = (keep: (f: StoredFace) => boolean) =>
    [...memory.faces.values()].filter(keep).map((f) => structuredClone(f));
  const isThere = (p: MemoryPhoto) => [...memory.files.values()].some((f) => f.photo === p.id);

  const isHere = (face: StoredFace) => [...memory.files.values()].some((f) => f.photo === face.photo);
  const hasNewDrawing = (p: MemoryPhoto) =>
    [...memory.drawn.values()].some((d) => d.photo === p.id && !memory.faces.has(d.face));

  return {
    files: () => iterate([...memory.files.values()]),
    syncFiles: (seen, gone) => transact((m) => syncFiles(m, seen, gone)),
    due: (model) =>
      iterate(
        photosWhere(
          (p) =>
            isThere(p) &&
            (p.state.state === 'pending' ||
              (p.state.state === 'indexed' && (p.model !== model || hasNewDrawing(p))) ||
              (p.state.state === 'failed' &&
                p.state.failure.kind === 'transient' &&
                p.state.failure.attempts < 3)),
        ),
      ),
    photo: async (id) => photosWhere((p) => p.id === id)[0] ?? null,
    photoAt: async (path) => {
      const file = [...memory.files.values()].find((f) => f.path === path || `${f.root}/${f.path}` === path);
      return file ? (photosWhere((p) => p.id === file.photo)[0] ?? null) : null;
    },
    failed: () => iterate(photosWhere((p) => isThere(p) && p.state.state === 'failed')),
    retryFailed: () =>
      transact((m) => {
        const failed = [...m.photos.values()].filter((p) => p.state.state === 'failed');
        for (const p of failed) p.state = { state: 'pending' };
        return failed.length;
      }),
    commit: (batch) => transact((m) => commit(m, batch)),
    face: async (id) => structuredClone(memory.faces.get(id) ?? null),
    facesOfPhoto: async (photo) => facesWhere((f) => f.photo === photo),
    facesOfPerson: async (person) => facesWhere((f) => f.person === person && isHere(f)),
    absentFaces: () => iterate(facesWhere((f) => !isHere(f)).map(({ id, photo }) => ({ face: id, photo }))),
    faces: (model) => iterate(facesWhere((f) => f.vector.model === model)),
    anchors: async (photo) => anchorsOf(memory, photo),
    drawnFaces: async (photo) => [...memory.drawn.values()].filter((d) => d.photo === photo),
    draw: (face) => transact((m) => draw(m, face)),
    appendFacts: (facts, moved) => transact((m) => appendFacts(m, facts, moved)),
    facts: async () => structuredClone(memory.facts),
    snapshot: async (model) => structuredClone(memory.snapshots.get(model) ?? null),
    counts: async () => ({
      photos: {
        pending: photosWhere((p) => isThere(p) && p.state.state === 'pending').length,
        indexed: photosWhere((p) => isThere(p) && p.state.state === 'indexed').length,
        failed: photosWhere((p) => isThere(p) && p.state.state === 'failed').length,
        missing: photosWhere((p) => !isThere(p)).length,
      },
      faces: facesWhere(isHere).length,
      people: new Set(
        facesWhere(isHere)
          .map((f) => f.person)
          .filter((p) => p !== null),
      ).size,
      facts: memory.facts.length,
    }),
    getSetting: async (key) => memory.settings.get(key) ?? null,
    setSetting: (key, value) => transact((m) => void m.settings.set(key, value)),
    resetComputed: () =>
      transact((m) => {
        m.faces.clear();
        m.snapshots.clear();
        for (const p of m.photos.values()) Object.assign(p, { state: { state: 'pending' }, model: null });
      }),
    eraseAll: async () => {
      memory = emptyMemory();
    },
    close: async () => undefined,
  };
}

async function* iterate<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items.map((item) => structuredClone(item));
}

const fileKey = (file: Pick<PhotoFile, 'root' | 'path'>) => `${file.root}\0${file.path}`;

function syncFiles(
  m: Memory,
  seen: readonly StoredFile[],
  gone: readonly Pick<PhotoFile, 'root' | 'path'>[],
): void {
  for (const file of gone) m.files.delete(fileKey(file));
  for (const { root, path, bytes, modifiedAt, photo } of seen) {
    m.files.set(fileKey({ root, path }), { root, path, bytes, modifiedAt, photo });
    if (!m.photos.has(photo))
      m.photos.set(photo, { id: photo, state: { state: 'pending' }, facts: null, model: null });
  }
}

function knownPhoto(m: Memory, id: PhotoId): MemoryPhoto {
  const photo = m.photos.get(id);
  if (!photo) throw new Error(`the library does not know the photo ${id}; sync its file first`);
  return photo;
}

function move(m: Memory, moved: ReadonlyMap<FaceId, PersonId | null>): void {
  for (const [id, person] of moved) {
    const face = m.faces.get(id);
    if (face) m.faces.set(id, { ...face, person });
    else if (person !== null) throw new Error(`the library does not know the face ${id}`);
  }
}

function commit(m: Memory, batch: BatchCommit): void {
  for (const { id, facts, model, faces } of batch.indexed) {
    Object.assign(knownPhoto(m, id), { state: { state: 'indexed' }, facts, model });
    for (const old of [...m.faces.values()]) if (old.photo === id) m.faces.delete(old.id);
    for (const face of structuredClone(faces)) m.faces.set(face.id, face);
  }
  for (const { id, failure, facts } of batch.failed) {
    const photo = knownPhoto(m, id);
    Object.assign(photo, { state: { state: 'failed', failure }, facts: facts ?? photo.facts });
  }
  move(m, batch.moved);
  if (batch.snapshot) m.snapshots.set(batch.snapshot.model, structuredClone(batch.snapshot.bytes));
}

function draw(m: Memory, face: DrawnFace): void {
  knownPhoto(m, face.photo);
  const { x, y, width, height } = face.box;
  if (!(x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= 1 && y + height <= 1))
    throw new RangeError(`a drawn box is given in shares 0..1 of the photo, not ${JSON.stringify(face.box)}`);
  m.drawn.set(face.face, structuredClone(face));
}

function appendFacts(m: Memory, facts: readonly Fact[], moved: ReadonlyMap<FaceId, PersonId | null>): void {
  for (const fact of facts) {
    if (m.facts.some((f) => f.id === fact.id))
      throw new Error(`the fact ${fact.id} is already in the library`);
    for (const id of facesNamedBy(fact.statement)) {
      const face = m.faces.get(id);
      if (face) m.anchors.set(id, { id, photo: face.photo, box: face.box });
      else if (!m.anchors.has(id) && !m.drawn.has(id))
        throw new Error(`the library does not know the face ${id}`);
    }
    m.facts.push(structuredClone(fact));
  }
  move(m, moved);
}
