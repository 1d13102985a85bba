import type { Person } from '@kith/core/people';
import type { Store, StoredFace } from '@kith/core/ports';
import type { Handlers } from '../api/gallery-api.js';
import type { Insight } from '../api/outputs.js';
import { cosineDistances } from './cosine-distances.js';
import { encodeFloats } from './encode-floats.js';
import { type GalleryContext, nameOfFace } from './gallery-context.js';

const edges = [1, 2, 3, 5, 10, 20, 50, 100, 300, 1000];
const sampledPeople = 300;
const sampledFaces = 20;

/** Figures about the library and the last run, and vectors for the map of faces. */
export function insightOperations(context: GalleryContext): Pick<Handlers, 'insight' | 'faceMap'> {
  const { host } = context;
  return {
    insight: async () => {
      const people = context.library.people();
      return {
        counts: await counts(host.store, people),
        sizes: sizes(people),
        distances: cosineDistances(await sampleVectors(host.store, people)),
        churn: context.churn,
        summary: host.scan.summary(),
        memoryMb: host.memoryMb?.() ?? null,
        selfTest: host.selfTest?.() ?? null,
      };
    },
    faceMap: ({ limit }) => faceMap(context, limit),
  };
}

async function counts(store: Store, people: readonly Person[]): Promise<Insight['counts']> {
  const { photos, faces } = await store.counts();
  const placed = people.reduce((n, p) => n + p.faces.length, 0);
  return {
    photos: photos.indexed + photos.pending + photos.failed + photos.missing,
    pending: photos.pending,
    failed: photos.failed,
    faces,
    people: people.length,
    named: people.filter((p) => p.standing.state === 'named').length,
    undecided: Math.max(0, faces - placed),
  };
}

function sizes(people: readonly Person[]): Insight['sizes'] {
  return edges.map((from, i) => {
    const below = edges[i + 1] ?? Number.POSITIVE_INFINITY;
    return { from, people: people.filter((p) => p.faces.length >= from && p.faces.length < below).length };
  });
}

async function sampleVectors(store: Store, people: readonly Person[]): Promise<Float32Array[][]> {
  const largest = [...people].sort((a, b) => b.faces.length - a.faces.length).slice(0, sampledPeople);
  const vectors: Float32Array[][] = [];
  for (const person of largest) {
    const faces: Float32Array[] = [];
    for (const id of person.faces.slice(0, sampledFaces)) {
      const face = await store.face(id);
      if (face !== null) faces.push(face.vector.values);
    }
    if (faces.length > 0) vectors.push(faces);
  }
  return vectors;
}

/** Up to `limit` faces: as many of each person as keep the picture balanced, the largest people first. */
async function faceMap(context: GalleryContext, limit: number): ReturnType<Handlers['faceMap']> {
  const people = [...context.library.people()].sort((a, b) => b.faces.length - a.faces.length);
  const faces: StoredFace[] = [];
  for (let round = 0; faces.length < limit && round < 40; round++) {
    const due = people.filter((p) => p.faces.length > round).slice(0, limit - faces.length);
    if (due.length === 0) break;
    for (const p of due) {
      const face = await context.host.store.face(p.faces[round] as StoredFace['id']);
      if (face !== null) faces.push(face);
    }
  }
  const model = faces[0]?.vector.model;
  const comparable = faces.filter((f) => f.vector.model === model);
  return {
    faces: comparable.map((f) => ({ face: f.id, ...nameOfFace(context.library, f.id) })),
    dimension: comparable[0]?.vector.values.length ?? 0,
    vectors: encodeFloats(comparable.map((f) => f.vector.values)),
  };
}
