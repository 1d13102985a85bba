import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Path of a compiled program of this package that runs in a process or thread of its own, such as
 * `decode/decode-process.js`. Node runs JavaScript only, so from the TypeScript sources (tests) it is the one in `dist`;
 * throws when that has not been built.
 */
export function builtEntry(name: string): string {
  const beside = fileURLToPath(new URL(`./${name}`, import.meta.url));
  if (existsSync(beside)) return beside;
  const built = fileURLToPath(new URL(`../dist/${name}`, import.meta.url));
  if (!existsSync(built))
    throw new Error(`${name} is not built: run \`npm run build\` first (expected ${built})`);
  return built;
}
