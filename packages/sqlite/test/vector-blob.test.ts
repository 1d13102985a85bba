import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeVector, encodeVector } from '../src/vector-blob.js';

describe('a stored vector', () => {
  it('comes back bit for bit, wherever in a buffer it lies', () => {
    const float32 = fc.float32Array({ minLength: 1, maxLength: 64 });
    fc.assert(
      fc.property(float32, fc.nat(7), (values, offset) => {
        const blob = encodeVector(values);
        const shifted = new Uint8Array(blob.length + offset);
        shifted.set(blob, offset);
        expect(decodeVector(shifted.subarray(offset))).toEqual(values);
      }),
    );
  });

  it('has the header it says', () => {
    expect(Array.from(encodeVector(Float32Array.of(1)))).toEqual([
      ...[0x4b, 0x56, 0x45, 0x43, 1, 1, 1, 0],
      ...[0, 0, 0x80, 0x3f],
    ]);
  });

  it('is refused when anything of the header or the length is wrong', () => {
    const blob = encodeVector(Float32Array.of(1, 2, 3));
    const changed = (at: number, to: number) => blob.map((b, i) => (i === at ? to : b));
    expect(() => decodeVector(changed(0, 0))).toThrow(/header/);
    expect(() => decodeVector(changed(4, 2))).toThrow(/version 2/);
    expect(() => decodeVector(changed(5, 9))).toThrow(/type 9/);
    expect(() => decodeVector(changed(6, 4))).toThrow(/4 values/);
    expect(() => decodeVector(blob.subarray(0, 19))).toThrow(/3 values/);
    expect(() => decodeVector(new Uint8Array(0))).toThrow(/header/);
  });
});
