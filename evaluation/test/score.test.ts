import { describe, expect, it } from 'vitest';
import { takeHalf } from '../src/faces/face-set.js';
import { halfOf } from '../src/faces/half.js';
import { shufflePhotos } from '../src/faces/shuffle-photos.js';
import { confusions } from '../src/score/confusions.js';
import { scoreFaces } from '../src/score/score-faces.js';
import { faceSet } from './face-sets.js';

describe('scoring a set of faces', () => {
  it('counts a labelled photo without a face as a face that nobody claims', () => {
    const perfect = scoreFaces(faceSet(['a', 'a', 'b', 'b']), Int32Array.of(0, 0, 1, 1)).scores;
    expect(perfect.bcubed.f).toBe(1);
    const lacking = scoreFaces(faceSet(['a', 'a', 'b', 'b'], ['a', 'b']), Int32Array.of(0, 0, 1, 1)).scores;
    expect(lacking.items).toBe(6);
    expect(lacking.bcubed.p).toBe(1);
    expect(lacking.bcubed.r).toBeCloseTo((4 * (2 / 3) + 2 * (1 / 3)) / 6, 12);
    expect(lacking.unassigned).toBeCloseTo(2 / 6, 12);
  });

  it('leaves bystanders out of the rates, but not out of the people', () => {
    const { scores } = scoreFaces(faceSet(['a', 'a', null, null]), Int32Array.of(0, 0, 7, 7));
    expect(scores.items).toBe(2);
    expect(scores.people).toBe(2);
  });

  it('takes a group of one for nobody, whatever the method calls it', () => {
    const { scores } = scoreFaces(faceSet(['a', 'a', 'b']), Int32Array.of(0, 0, 5));
    expect(scores).toMatchObject({ people: 1, unassigned: 1 / 3 });
  });

  it('refuses labels of another length', () => {
    expect(() => scoreFaces(faceSet(['a']), new Int32Array(2))).toThrow(/expected 1 labels; got 2/);
  });
});

describe('confusions', () => {
  it('names who was merged with whom and who was split, worst first', () => {
    const set = faceSet(['a', 'a', 'a', 'b', 'b', 'c', 'c', 'c']);
    const found = confusions(set, Int32Array.of(0, 0, 0, 0, 1, 2, 2, 3));
    expect(found[0]).toMatchObject({ kind: 'merged', a: 'a', b: 'b', pairs: 3 });
    expect(found.filter((c) => c.kind === 'split').map((c) => [c.a, c.pairs])).toEqual([
      ['c', 2],
      ['b', 1],
    ]);
  });
});

describe('halves and orders', () => {
  it('halves are those of SHA-256: even first digit tunes, odd reports', () => {
    // sha256('a') begins with c, sha256('b') with 3.
    expect(halfOf('a')).toBe('tuning');
    expect(halfOf('b')).toBe('reporting');
  });

  it('a half is a library of its own, with its missing photos', () => {
    const set = takeHalf(faceSet(['a', 'b', 'a'], ['a', 'b']), 'tuning');
    expect(set.faces.map((f) => f.person)).toEqual(['a', 'a']);
    expect(set.missing.map((m) => m.person)).toEqual(['a']);
    expect(set.photos).toBe(3);
    expect([...set.vectors.subarray(2)]).toEqual([Math.fround(Math.cos(2)), Math.fround(Math.sin(2))]);
  });

  it('a shuffle moves vectors with their faces and loses none', () => {
    const set = faceSet(['a', 'b', 'c', 'd', 'e', 'f']);
    const shuffled = shufflePhotos(set, 3);
    expect(shuffled.faces).not.toEqual(set.faces);
    expect(new Set(shuffled.faces)).toEqual(new Set(set.faces));
    shuffled.faces.forEach((face, i) => {
      const was = set.faces.indexOf(face);
      expect(shuffled.vectors[2 * i]).toBe(set.vectors[2 * was]);
    });
  });
});
