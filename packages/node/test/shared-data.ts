import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * A folder of ../shared/data, beside the repository. Where it is absent, tests that need it skip, saying so in their title;
 * with CI=true they fail instead.
 */
export function sharedData(name: string): { path: string; present: boolean; note: string } {
  const path = fileURLToPath(new URL(`../../../../shared/data/${name}`, import.meta.url));
  const present = existsSync(path);
  if (!present && process.env['CI'] === 'true') throw new Error(`CI needs the folder ../shared/data/${name}`);
  return { path, present, note: present ? '' : ' (skipped: the folder is not on this machine)' };
}
