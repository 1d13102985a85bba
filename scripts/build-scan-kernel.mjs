// Assembles packages/core/src/vectors/scan-kernel.wat into scan-kernel-bytes.ts. A test compares the two.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import initWabt from 'wabt';

const folder = new URL('../packages/core/src/vectors/', import.meta.url);

/** The text of scan-kernel-bytes.ts for the source as it is now. */
export async function scanKernelModule() {
  const wabt = await initWabt();
  const source = await readFile(new URL('scan-kernel.wat', folder), 'utf8');
  const module = wabt.parseWat('scan-kernel.wat', source, { simd: true });
  module.resolveNames();
  module.validate({ simd: true });
  const { buffer } = module.toBinary({ log: false, write_debug_names: false });
  module.destroy();
  const lines = [];
  for (let at = 0; at < buffer.length; at += 24)
    lines.push(`  ${[...buffer.slice(at, at + 24)].join(', ')},`);
  return [
    '/** scan-kernel.wat, assembled by `node scripts/build-scan-kernel.mjs`. Do not edit. */',
    '// biome-ignore format: bytes',
    'export const SCAN_KERNEL_BYTES: Uint8Array = new Uint8Array([',
    ...lines,
    ']);',
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(new URL('scan-kernel-bytes.ts', folder), await scanKernelModule());
}
