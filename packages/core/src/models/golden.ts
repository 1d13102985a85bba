import type { ModelInput } from './manifest.js';

/** Width and height of one input at the model's default size. */
export function defaultSize(input: ModelInput): { readonly width: number; readonly height: number } {
  const { size } = input;
  return size.kind === 'fixed' ? size : { width: size.default, height: size.default };
}

/** The self-test's input: v(i) = ((i·7 + 3·⌊i/97⌋) mod 256 − 127.5) / 127.5 over the flat index, `length` long. */
export function goldenInput(length: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => (((i * 7 + 3 * Math.floor(i / 97)) % 256) - 127.5) / 127.5);
}

/**
 * What is wrong with an output of a model, or null: values that are not finite, all zero or all equal, and, where
 * `expected` is given, a head further off than `tolerance`.
 */
export function outputProblem(
  output: ArrayLike<number>,
  expected?: { readonly head: readonly number[]; readonly tolerance: number },
): string | null {
  if (output.length === 0) return 'is empty';
  let constant = true;
  for (let i = 0; i < output.length; i++) {
    if (!Number.isFinite(output[i]!)) return `holds ${output[i]} at ${i}`;
    if (output[i] !== output[0]) constant = false;
  }
  if (constant && output.length > 1) return `is ${output[0]} everywhere`;
  return expected ? headProblem(output, expected.head, expected.tolerance) : null;
}

function headProblem(output: ArrayLike<number>, head: readonly number[], tolerance: number): string | null {
  if (output.length < head.length) return `has ${output.length} values, expected ${head.length} or more`;
  let worst = 0;
  for (let i = 0; i < head.length; i++) worst = Math.max(worst, Math.abs(output[i]! - head[i]!));
  return worst <= tolerance ? null : `is off by ${worst.toPrecision(3)}, more than ${tolerance}`;
}
