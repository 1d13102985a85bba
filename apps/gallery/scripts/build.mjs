// Builds the page where it is missing or older than its sources. In a process of its own: a test runner's
// environment would have React built for development.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('..', import.meta.url));
const vite = join(fileURLToPath(import.meta.resolve('vite/package.json')), '../bin/vite.js');

/** What a build depends on. */
const sources = {
  production: ['src/ui', 'src/api'],
  web: [
    'src',
    'web',
    'scripts',
    '../../packages/web/src',
    '../../packages/core/src',
    '../../packages/exchange/src',
    '../../models',
  ],
};

/** `mode` 'web' is the page that holds the whole library. Resolves to true when it built. */
export async function buildPage({ force = false, quiet = true, mode = 'production' } = {}) {
  const built = join(here, mode === 'web' ? 'dist/web/index.html' : 'dist/page/index.html');
  if (!force && existsSync(built) && statSync(built).mtimeMs > newest(mode)) return false;
  const { VITEST: _, NODE_OPTIONS: __, ...env } = process.env;
  const { status, stderr } = spawnSync(process.execPath, [vite, 'build', '--mode', mode], {
    cwd: here,
    env: { ...env, NODE_ENV: 'production' },
    stdio: ['ignore', quiet ? 'ignore' : 'inherit', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The page could not be built: ${stderr}`);
  return true;
}

function newest(mode) {
  const files = sources[mode].flatMap((folder) =>
    readdirSync(join(here, folder), { recursive: true, withFileTypes: true })
      .filter((e) => e.isFile())
      .map((e) => join(e.parentPath, e.name)),
  );
  const own = ['index.html', 'vite.config.ts'].map((f) => join(here, f));
  return Math.max(...[...files, ...own].map((f) => statSync(f).mtimeMs));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const mode = process.argv[2] === 'web' ? 'web' : 'production';
  await buildPage({ force: true, quiet: false, mode });
}
