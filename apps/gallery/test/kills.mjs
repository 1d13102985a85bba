// Kills the tab and the server ten times each in the midst of a scan: node apps/gallery/test/kills.mjs [rounds]
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const { status } = spawnSync(
  process.execPath,
  [`${root}node_modules/vitest/vitest.mjs`, 'run', 'apps/gallery/test/kill.test.ts'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, KITH_KILLS: process.argv[2] ?? '10' } },
);
process.exit(status ?? 1);
