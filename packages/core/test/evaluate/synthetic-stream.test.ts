import { type StreamFace, seededRandom, syntheticStream } from '@kith/core/evaluate';
import { describe, expect, it } from 'vitest';

const faces = [...syntheticStream({ faces: 10_000 })].flat();

function groups(): readonly (readonly StreamFace[])[] {
  const of = new Map<number, StreamFace[]>();
  for (const face of faces) of.set(face.person, [...(of.get(face.person) ?? []), face]);
  return [...of.values()];
}

function cosine(a: StreamFace, b: StreamFace): number {
  return a.vector.reduce((sum, v, k) => sum + v * b.vector[k]!, 0);
}

function spread(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((s, v) => s + v, 0) / values.length;
  return { mean, deviation: Math.sqrt(values.reduce((s, v) => s + (v - mean) ** 2, 0) / values.length) };
}

/** Cosines of random pairs: of one person (people drawn evenly), and of two people. */
function drawCosines(count: number): { genuine: number[]; impostor: number[] } {
  const random = seededRandom(3);
  const byPerson = groups().filter((f) => f.length > 1);
  const any = <T>(from: readonly T[]): T => from[random.below(from.length)]!;
  const genuine = Array.from({ length: count }, () => {
    const own = any(byPerson);
    const first = random.below(own.length);
    return cosine(own[first]!, own[(first + 1 + random.below(own.length - 1)) % own.length]!);
  });
  const impostor = Array.from({ length: count }, () => [any(faces), any(faces)] as const)
    .filter(([a, b]) => a.person !== b.person)
    .map(([a, b]) => cosine(a, b));
  return { genuine, impostor };
}

describe('synthetic stream', () => {
  it('has the measured cosines: genuine .58 ± .17, impostor .02 ± .07', () => {
    const { genuine, impostor } = drawCosines(20_000);
    const same = spread(genuine);
    const other = spread(impostor);
    expect(same.mean).toBeGreaterThan(0.55);
    expect(same.mean).toBeLessThan(0.61);
    expect(same.deviation).toBeGreaterThan(0.14);
    expect(same.deviation).toBeLessThan(0.2);
    expect(other.mean).toBeGreaterThan(0.0);
    expect(other.mean).toBeLessThan(0.04);
    expect(other.deviation).toBeGreaterThan(0.055);
    expect(other.deviation).toBeLessThan(0.085);
  });

  it('has unit vectors, unique ids, rising times and exactly the faces asked for', () => {
    expect(faces).toHaveLength(10_000);
    expect(new Set(faces.map((f) => f.id)).size).toBe(10_000);
    for (const f of faces.slice(0, 200)) expect(cosine(f, f)).toBeCloseTo(1, 5);
    for (let i = 1; i < faces.length; i++)
      expect(faces[i]!.takenAt).toBeGreaterThanOrEqual(faces[i - 1]!.takenAt);
  });

  it('has a person of the stated share, a long tail and strangers', () => {
    const sizes = groups().map((f) => f.length);
    const largest = Math.max(...sizes) / faces.length;
    expect(largest).toBeGreaterThan(0.05);
    expect(largest).toBeLessThan(0.12);
    expect(sizes.filter((n) => n === 1).length).toBeGreaterThan(500);
  });

  it('siblings resemble each other more than others do, and poor faces are known to be poor', () => {
    const quality = spread(faces.map((f) => f.quality));
    expect(quality.mean).toBeGreaterThan(0.8);
    expect(faces.filter((f) => f.quality < 0.4).length / faces.length).toBeGreaterThan(0.03);
  });

  it('repeats exactly, and differs with the seed', () => {
    const take = (seed: number) => [...syntheticStream({ faces: 50, seed })].flat();
    expect(take(5)).toEqual(take(5));
    expect(take(5)[0]!.vector).not.toEqual(take(6)[0]!.vector);
  });

  it('refuses a library of no faces', () => {
    expect(() => syntheticStream({ faces: 0 }).next()).toThrow(/at least 1/);
  });

  it('has as large a person as is asked for, and refuses more than strangers leave', () => {
    const people = [...syntheticStream({ faces: 4000, largestShare: 0.3 })].flat().map((f) => f.person);
    const largest = people.filter((person) => person === 0).length / people.length;
    expect(largest).toBeGreaterThan(0.2);
    expect(() => syntheticStream({ largestShare: 0.85 }).next()).toThrow(/below 0.85/);
    expect(() => syntheticStream({ largestShare: Number.NaN }).next()).toThrow(/largest share/);
  });
});
