import type { State } from './engine-state.js';
import type { EngineFace } from './people-engine.js';

/** Throws on a face the engine must not take: it would poison every person it comes near. */
export function checkFace(state: State, face: EngineFace): void {
  const { vector, id, quality } = face;
  if (vector.model !== state.model) {
    throw new TypeError(
      `face ${id} has a vector of ${vector.model}, this library's are of ${state.model}; analyse its photo again`,
    );
  }
  if (vector.values.length !== state.dimension) {
    throw new RangeError(`face ${id} has ${vector.values.length} values, expected ${state.dimension}`);
  }
  let square = 0;
  for (const value of vector.values) square += value * value;
  if (!(Math.abs(Math.sqrt(square) - 1) <= 1e-3)) {
    throw new RangeError(`face ${id} has a vector of length ${Math.sqrt(square)}, expected 1 (±0.001)`);
  }
  if (!(quality >= 0 && quality <= 1)) {
    throw new RangeError(`face ${id} has quality ${quality}, expected 0..1`);
  }
}
