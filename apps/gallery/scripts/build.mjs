// Builds the page where it is missing or older than its sources; `force` builds in any case. Seconds.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = fileURLToPath(new URL('..', import.meta.url));

/** Resolves to true when it built. */
export async function buildPage({ force = false, logLevel = 'warn' } = {}) {
  const built = join(here, 'dist/page/index.html');
  if (!force && existsSync(built) && statSync(built).mtimeMs > newest()) return false;
  // A test runner sets NODE_ENV, and React would be built for development.
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    await build({ root: here, configFile: join(here, 'vite.config.ts'), logLevel });
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
  return true;
}

function newest() {
  const files = ['src/ui', 'src/api'].flatMap((folder) =>
    readdirSync(join(here, folder), { recursive: true, withFileTypes: true })
      .filter((e) => e.isFile())
      .map((e) => join(e.parentPath, e.name)),
  );
  return Math.max(...[...files, join(here, 'index.html')].map((f) => statSync(f).mtimeMs));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildPage({ force: true, logLevel: 'info' });
