// Assembles the WebAssembly kernels of packages/core (*-kernel.wat) into *-kernel-bytes.ts. Tests compare the two.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import initWabt from 'wabt';

const core = new URL('../packages/core/src/', import.meta.url);
const kernels = ['vectors/scan', 'raster/shrink'];

/** The text of `<kernel>-kernel-bytes.ts` for the source as it is now; `kernel` as in `vectors/scan`. */
export async function kernelModule(kernel) {
  const name = kernel.split('/').at(-1);
  const wabt = await initWabt();
  const source = await readFile(new URL(`${kernel}-kernel.wat`, core), 'utf8');
  const module = wabt.parseWat(`${name}-kernel.wat`, source, { simd: true });
  module.resolveNames();
  module.validate({ simd: true });
  const { buffer } = module.toBinary({ log: false, write_debug_names: false });
  module.destroy();
  const lines = [];
  for (let at = 0; at < buffer.length; at += 24)
    lines.push(`  ${[...buffer.slice(at, at + 24)].join(', ')},`);
  return [
    `/** ${name}-kernel.wat, assembled by \`node scripts/build-kernel.mjs\`. Do not edit. */`,
    '// biome-ignore format: bytes',
    `export const ${name.toUpperCase()}_KERNEL_BYTES: Uint8Array = new Uint8Array([`,
    ...lines,
    ']);',
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const kernel of kernels)
    await writeFile(new URL(`${kernel}-kernel-bytes.ts`, core), await kernelModule(kernel));
}
