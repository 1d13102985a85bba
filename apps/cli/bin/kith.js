#!/usr/bin/env node
import { existsSync } from 'node:fs';

const main = new URL('../dist/index.js', import.meta.url);
if (!existsSync(main)) {
  console.error(
    'kith is not built yet: run `npm run build` in the repository (or `npm start`, which does it).',
  );
  process.exit(1);
}
await import(main.href);
