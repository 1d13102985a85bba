import { type Random, type StreamFace, seededRandom, syntheticStream } from '../../src/evaluate/index.js';
import type { FaceId, Score } from '../../src/faces/index.js';
import {
  createPeopleEngine,
  deriveThresholds,
  type EngineFace,
  type Fact,
  type FactId,
  type PeopleEngine,
  type Statement,
} from '../../src/people/index.js';
import type { PhotoId } from '../../src/photo/index.js';
import type { ModelKey } from '../../src/vectors/index.js';

export const MODEL = 'test/0000000000000000/1' as ModelKey;

/** An engine for the synthetic faces: their calibration, their scale of quality. */
export const OPTIONS = {
  model: MODEL,
  dimension: 256,
  thresholds: deriveThresholds(
    {
      cosineAtFalseMatchRate: { '1e-2': 0.1625, '1e-3': 0.2189, '1e-4': 0.2866, '1e-5': 0.3403 },
      cosineAtFalseNonMatchRate: { '5e-2': 0.4191 },
    },
    { quality: 0.6 },
  ),
};

/** Faces of a small synthetic library and who they show. */
export function synthetic(faces: number, seed = 1): { faces: EngineFace[]; truth: Map<FaceId, number> } {
  const truth = new Map<FaceId, number>();
  const made: EngineFace[] = [];
  for (const photo of syntheticStream({ faces, seed, dimension: 256 })) {
    for (const face of photo) {
      truth.set(face.id, face.person);
      made.push(engineFace(face));
    }
  }
  return { faces: made, truth };
}

/** A clear face on a photo of its own, both numbered so; `values`: its unit vector. */
export function clearFace(number: number, values: Float32Array): EngineFace {
  const photo = number.toString(16).padStart(16, '0') as PhotoId;
  const vector = { model: MODEL, values };
  return { id: `${photo}.0` as FaceId, photo, vector, quality: 1 as Score, takenAt: null };
}

function engineFace({ id, photo, vector, quality, takenAt }: StreamFace): EngineFace {
  return { id, photo, vector: { model: MODEL, values: vector }, quality: quality as Score, takenAt };
}

export function filled(faces: readonly EngineFace[], batch = 16): PeopleEngine {
  const engine = createPeopleEngine(OPTIONS);
  for (let first = 0; first < faces.length; first += batch) engine.add(faces.slice(first, first + batch));
  return engine;
}

let facts = 0;
/** Facts of one action, as the library would record them. */
export function said(...statements: readonly Statement[]): Fact[] {
  const action = `action ${facts}`;
  return statements.map((statement) => ({ id: `fact ${facts++}` as FactId, at: facts, action, statement }));
}

export function undo(said: readonly Fact[]): Fact[] {
  const action = `action ${facts}`;
  return said.map(({ id }) => ({
    id: `fact ${facts++}` as FactId,
    at: facts,
    action,
    statement: { kind: 'undo', fact: id },
  }));
}

/** Each face's person, for comparing states. */
export function state(engine: PeopleEngine): unknown {
  return engine.people().map(({ id, faces, standing, cover }) => ({ id, faces, standing, cover }));
}

export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const random: Random = seededRandom(seed);
  const copy = [...items];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [copy[i], copy[j]] = [copy[j]!, copy[i]!];
  }
  return copy;
}
