// An album wholly in the browser beside Node, with the pack that ships; adds a row to bench/results/browser-album.csv:
// npm run bench:album -w @kith/gallery [-- photos folder]
import { appendFileSync, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildPage } from '../scripts/build.mjs';
import { loadSource } from './load-source.mjs';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const [photos = '451', folder = at('../../../../shared/data/album-dev/photos')] = process.argv.slice(2);
const { compile } = await loadSource('serve-cli.ts');
const { measureAlbum } = await loadSource('measure-album.ts');

compile();
await buildPage({ mode: 'web' });
const figures = await measureAlbum(folder, Number(photos));
console.log(figures);
const row = { date: new Date().toISOString().slice(0, 10), ...figures };
const csv = at('../../../bench/results/browser-album.csv');
if (!existsSync(csv)) appendFileSync(csv, `${Object.keys(row).join(',')}\n`);
appendFileSync(csv, `${Object.values(row).join(',')}\n`);
