// An album wholly in the browser beside Node, with the pack that ships; adds a row to bench/results/browser-album.csv:
// npm run bench:album -w @kith/gallery [-- photos folder]
import { appendFileSync, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { buildPage } from '../scripts/build.mjs';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const [photos = '451', folder = at('../../../../shared/data/album-dev/photos')] = process.argv.slice(2);
const conditions = ['kith-source', 'node', 'import', 'default'];
const load = async (name) => {
  const options = {
    resolve: { conditions },
    ssr: { resolve: { conditions, externalConditions: conditions } },
  };
  return (await runnerImport(at(name), { configFile: false, ...options })).module;
};
const { compile } = await load('serve-cli.ts');
const { measureAlbum } = await load('measure-album.ts');

compile();
await buildPage({ mode: 'web' });
const figures = await measureAlbum(folder, Number(photos));
console.log(figures);
const row = { date: new Date().toISOString().slice(0, 10), ...figures };
const csv = at('../../../bench/results/browser-album.csv');
if (!existsSync(csv)) appendFileSync(csv, `${Object.keys(row).join(',')}\n`);
appendFileSync(csv, `${Object.values(row).join(',')}\n`);
