// `npm start -- <folder>`: builds what is missing or older than its source, then `kith start <folder>`.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const parts = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')).references.map((r) => r.path);

/** Time of the newest file below a folder; 0 when there is none. */
function newest(folder) {
  if (!existsSync(folder)) return 0;
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Math.max(
    0,
    ...entries.filter((e) => e.isFile()).map((e) => statSync(join(e.parentPath, e.name)).mtimeMs),
  );
}

const isStale = (part, out) => newest(join(root, part, 'src')) > newest(join(root, part, out));

function run(what, command, args) {
  process.stderr.write(`${what} ...\n`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status === 0) return;
  process.stderr.write(`${stdout}${stderr}\nkith: ${what} failed; the lines above say why\n`);
  process.exit(1);
}

if (!existsSync(join(root, 'node_modules'))) {
  process.stderr.write('kith: run `npm ci` first\n');
  process.exit(1);
}
if (parts.some((part) => isStale(part, 'dist')))
  run('Building', join(root, 'node_modules', 'typescript', 'bin', 'tsc'), ['-b']);
const page = join('apps', 'gallery');
if (existsSync(join(root, page, 'vite.config.ts')) && isStale(page, join('dist', 'page')))
  run('Building the gallery', join(root, 'node_modules', 'vite', 'bin', 'vite.js'), ['build', page]);

const { main } = await import(new URL('../apps/cli/dist/main.js', import.meta.url).href);
process.exitCode = await main(['start', ...process.argv.slice(2)]);
