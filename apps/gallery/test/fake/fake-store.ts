import type { PhotoId, PhotoState } from '@kith/core/photo';
import type { DrawnFace, Store, StoredFace, StoredPhoto } from '@kith/core/ports';
import type { InventedLibrary } from './invent-library.js';

/** A store over an invented library: enough of the port for the gallery, without copies, so that 100,000 faces are quick. */
export function createFakeStore(library: InventedLibrary, failed: readonly StoredPhoto[] = []): Store {
  const settings = new Map<string, string>();
  const drawn: DrawnFace[] = [];
  let failures = [...failed];
  const byPhoto = new Map<PhotoId, StoredFace[]>();
  for (const face of library.faces.values()) {
    const faces = byPhoto.get(face.photo);
    if (faces === undefined) byPhoto.set(face.photo, [face]);
    else faces.push(face);
  }
  const photo = (id: PhotoId): StoredPhoto | null => {
    const p = library.photos.get(id);
    if (p === undefined) return failures.find((f) => f.id === id) ?? null;
    const state: PhotoState = { state: 'indexed' };
    return { id, state, facts: p.facts, model: null, files: [fileOf(p.path)] };
  };
  const unused = () => {
    throw new Error('not part of the fake');
  };
  return {
    files: async function* () {
      for (const [photo, p] of library.photos) yield { ...fileOf(p.path), photo };
    },
    syncFiles: unused,
    due: unused,
    photo: async (id) => photo(id),
    photoAt: unused,
    failed: async function* () {
      yield* failures;
    },
    retryFailed: async () => {
      const n = failures.length;
      failures = [];
      return n;
    },
    commit: unused,
    face: async (id) => library.faces.get(id) ?? null,
    facesOfPhoto: async (id) => byPhoto.get(id) ?? [],
    absentFaces: async function* () {},
    facesOfPerson: async (person) => [...library.faces.values()].filter((f) => f.person === person),
    faces: async function* () {
      yield* library.faces.values();
    },
    anchors: async () => [],
    drawnFaces: async (id) => drawn.filter((d) => d.photo === id),
    draw: async (face) => void drawn.push(face),
    appendFacts: unused,
    facts: async () => [],
    snapshot: async () => null,
    counts: async () => ({
      photos: { pending: 0, indexed: library.photos.size, failed: failures.length, missing: 0 },
      faces: library.faces.size,
      people: library.looks.size,
      facts: 0,
    }),
    getSetting: async (key) => settings.get(key) ?? null,
    setSetting: async (key, value) => void settings.set(key, value),
    resetComputed: async () => library.faces.clear(),
    eraseAll: async () => {
      library.faces.clear();
      library.photos.clear();
      settings.clear();
    },
    close: async () => undefined,
  };
}

function fileOf(path: string) {
  return { root: '/photos', path, bytes: 1, modifiedAt: 0 };
}

/** A photo that could not be read, for the list of failures. */
export function failedPhoto(n: number, path: string, reason: string): StoredPhoto {
  return {
    id: `f${n.toString(16).padStart(15, '0')}`.repeat(4) as PhotoId,
    state: { state: 'failed', failure: { reason, kind: 'permanent', attempts: 1 } },
    facts: null,
    model: null,
    files: [fileOf(path)],
  };
}
