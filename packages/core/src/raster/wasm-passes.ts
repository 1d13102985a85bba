import { kernelOf, PAGE } from '../kernel/index.js';
import { SHRINK_KERNEL_BYTES } from './shrink-kernel-bytes.js';
import type { ShrinkPasses } from './shrink-passes.js';

const instance = kernelOf<Pick<ShrinkPasses, 'down' | 'across'>>(SHRINK_KERNEL_BYTES);

/** The SIMD kernel over a memory of at least `bytes`, or null where the engine has no WebAssembly SIMD. */
export function wasmPasses(bytes: number): ShrinkPasses | null {
  const kernel = instance({ initial: Math.ceil(bytes / PAGE) });
  if (!kernel) return null;
  const { down, across } = kernel.exports;
  return { buffer: kernel.memory.buffer, down, across };
}
