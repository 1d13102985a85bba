import type { Random } from './random.js';
import { streamDirections } from './stream-directions.js';
import type { StreamOptions } from './stream-options.js';

/** Whom a vector shows and under which circumstances. */
export interface Subject {
  readonly person: number;
  /** Number of the family, or −1. */
  readonly family: number;
  readonly look: number;
  /** How far the person has turned towards the grown-up, radians; 0 for those who do not grow. */
  readonly turn: number;
  readonly event: number;
  readonly blurred: boolean;
}

const kind = { all: 0, family: 1, own: 2, grown: 3, hub: 4, event: 5, look: 6 } as const;

/**
 * Weights tuned so that 256-d vectors have the measured genuine cosine .58 ± .17 and impostor cosine .02 ± .07
 * (evaluate/synthetic-stream.test.ts holds them to it).
 */
const weight = {
  /** Squared cosine of every centre to the one common direction. */
  common: 0.03,
  /** Squared cosine of a family's centres to each other. */
  family: 0.3,
  /** Squared cosine of a look to its person's centre. */
  look: 0.87,
  /** Length of the part shared by an event (light, camera). */
  event: 0.12,
  hubs: 4,
} as const;

export interface DrawnVector {
  readonly vector: Float32Array;
  /** Trust in the vector as a quality model would state it, 0..1: the true share of identity, with noise. */
  readonly quality: number;
}

/** Makes vectors of unit length: identity, family, look, event, hub and noise in stated shares. */
export function vectorMaker(options: StreamOptions): (subject: Subject, random: Random) => DrawnVector {
  const direction = streamDirections(options.seed, options.dimension);
  return (subject, random) => {
    const { identity, hub } = strengths(subject.blurred, random);
    const vector = new Float32Array(options.dimension);
    const add = (scale: number, name: number, index: number): void => {
      if (scale !== 0) addScaled(vector, direction(name, index), scale);
    };
    addPerson(subject, identity, add);
    add(weight.event, kind.event, subject.event);
    add(hub, kind.hub, random.below(weight.hubs));
    const rest = 1 - identity ** 2 - hub ** 2 - weight.event ** 2;
    addNoise(vector, Math.sqrt(Math.max(0.01, rest)), random);
    return { vector, quality: clamp((identity - 0.2) / 0.65 + 0.06 * random.normal(), 0, 1) };
  };
}

/** Cosine of a face to its person's look, and to the hub of blurred faces. */
function strengths(blurred: boolean, random: Random): { identity: number; hub: number } {
  if (blurred) return { identity: 0.2 + 0.3 * random.uniform(), hub: 0.4 + 0.25 * random.uniform() };
  return { identity: clamp(0.8 + 0.1 * random.normal(), 0.42, 0.96), hub: 0 };
}

function addPerson(
  { person, family, look, turn }: Subject,
  strength: number,
  add: (scale: number, kind: number, index: number) => void,
): void {
  const centre = strength * Math.sqrt(weight.look);
  const shared = family >= 0 ? weight.family : 0;
  const own = centre * Math.sqrt(1 - weight.common - shared);
  add(centre * Math.sqrt(weight.common), kind.all, 0);
  add(centre * Math.sqrt(shared), kind.family, family);
  add(own * Math.cos(turn), kind.own, person);
  add(own * Math.sin(turn), kind.grown, person);
  add(strength * Math.sqrt(1 - weight.look), kind.look + look, person);
}

function addScaled(to: Float32Array, from: Float32Array, scale: number): void {
  for (let k = 0; k < to.length; k++) to[k]! += scale * from[k]!;
}

/** Adds noise of the expected length and brings the whole to unit length. */
function addNoise(to: Float32Array, length: number, random: Random): void {
  const scale = length / Math.sqrt(to.length);
  let sum = 0;
  for (let k = 0; k < to.length; k++) {
    to[k]! += scale * random.normal();
    sum += to[k]! ** 2;
  }
  const inverse = 1 / Math.sqrt(sum);
  for (let k = 0; k < to.length; k++) to[k]! *= inverse;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
