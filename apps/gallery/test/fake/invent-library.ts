import type { FaceId, FivePoints, Score } from '@kith/core/faces';
import { point } from '@kith/core/geometry';
import type { PersonId } from '@kith/core/people';
import type { PhotoFacts, PhotoId } from '@kith/core/photo';
import type { StoredFace } from '@kith/core/ports';
import type { ModelKey } from '@kith/core/vectors';
import { createRandom, type Random } from '@kith/testkit';

interface InventedPhoto {
  readonly id: PhotoId;
  readonly facts: PhotoFacts;
  readonly path: string;
}

export interface InventedLibrary {
  readonly photos: Map<PhotoId, InventedPhoto>;
  readonly faces: Map<FaceId, StoredFace>;
  readonly names: Map<PersonId, string>;
  /** Number of the look (hair, skin, clothes) of each person. */
  readonly looks: Map<PersonId, number>;
}

const names =
  'Anna,Bela,Carla,Daniel,Elif,Farid,Greta,Hugo,Ivo,Jamila,Karim,Lena,Mateo,Noor,Otto,Priya,Quentin,Rosa,Samuel,Tove'.split(
    ',',
  );
const model = 'fake/0123456789abcdef/1' as ModelKey;
const dimension = 32;

/** People of power-law sizes in photos of one to four faces, all from one seed. */
export function inventLibrary(people: number, faces: number, seed = 7): InventedLibrary {
  const random = createRandom(seed);
  const sizes = powerLaw(people, faces);
  const centres = sizes.map(() => unit(random));
  const deck = shuffled(
    sizes.flatMap((n, p) => Array.from({ length: n }, () => p)),
    random,
  );
  const made: InventedLibrary = { photos: new Map(), faces: new Map(), names: new Map(), looks: new Map() };
  const founded: (PersonId | undefined)[] = [];
  for (let at = 0, n = 1; at < deck.length; n++) {
    const together = [...new Set(deck.slice(at, at + 1 + random.int(4)))];
    at += together.length;
    const photo = inventPhoto(n, random);
    made.photos.set(photo.id, photo);
    for (const [k, p] of together.entries()) {
      const face = inventFace(photo.id, k, together.length, centres[p] as Float32Array, random);
      founded[p] ??= `p${face.id}` as PersonId;
      made.faces.set(face.id, { ...face, person: founded[p] as PersonId });
    }
  }
  for (const [p, id] of founded.entries()) {
    if (id === undefined) continue;
    made.looks.set(id, p);
    if (p < names.length) made.names.set(id, names[p] as string);
  }
  return made;
}

function powerLaw(people: number, faces: number): number[] {
  const raw = Array.from({ length: people }, (_, i) => 1 / (i + 3) ** 0.8);
  const scale = faces / raw.reduce((a, b) => a + b, 0);
  return raw.map((r) => Math.max(1, Math.round(r * scale)));
}

function shuffled<T>(items: T[], random: Random): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = random.int(i + 1);
    [items[i], items[j]] = [items[j] as T, items[i] as T];
  }
  return items;
}

function unit(random: Random, near?: Float32Array): Float32Array {
  const v = Float32Array.from({ length: dimension }, (_, k) =>
    near ? (near[k] ?? 0) + 0.12 * random.normal() : random.normal(),
  );
  const norm = Math.hypot(...v);
  return v.map((x) => x / norm);
}

function inventPhoto(n: number, random: Random): InventedPhoto {
  const id = n.toString(16).padStart(16, '0').repeat(4) as PhotoId;
  const takenAt = Date.UTC(2012, 0, 1) + random.int(14 * 365) * 86_400_000 + random.int(86_400) * 1000;
  const wide = random.next() < 0.7;
  const facts = { width: wide ? 1600 : 1200, height: wide ? 1200 : 1600, takenAt, gps: null };
  const year = new Date(takenAt).getUTCFullYear();
  return { id, facts, path: `${year}/IMG_${String(n).padStart(5, '0')}.jpg` };
}

function inventFace(
  photo: PhotoId,
  k: number,
  of: number,
  centre: Float32Array,
  random: Random,
): Omit<StoredFace, 'person'> {
  const side = 180 + random.int(110);
  const x = (1200 * (k + 0.5)) / of - side / 2 + random.int(40);
  const box = { x, y: 250 + random.int(300), width: side, height: side * 1.25 };
  const at = (u: number, v: number) => point<'photo'>(box.x + u * side, box.y + v * side * 1.25);
  const points: FivePoints = [at(0.3, 0.4), at(0.7, 0.4), at(0.5, 0.6), at(0.35, 0.8), at(0.65, 0.8)];
  return {
    id: `${photo.slice(0, 16)}.${k}` as FaceId,
    photo,
    box,
    points,
    landmarks: null,
    score: (0.6 + 0.4 * random.next()) as Score,
    quality: random.next() as Score,
    vector: { model, values: unit(random, centre) },
  };
}
