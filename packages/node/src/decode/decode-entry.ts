import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Path of the compiled entry of the decoding process. Node runs JavaScript only, so from the TypeScript sources (tests)
 * it is the one in `dist`; throws when that has not been built.
 */
export function decodeEntry(): string {
  const beside = fileURLToPath(new URL('./decode-process.js', import.meta.url));
  if (existsSync(beside)) return beside;
  const built = fileURLToPath(new URL('../../dist/decode/decode-process.js', import.meta.url));
  if (!existsSync(built))
    throw new Error(`the decoding process is not built: run \`npm run build\` first (expected ${built})`);
  return built;
}
