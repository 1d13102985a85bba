// Figures of the page at full size, three times: npm run bench -w @kith/gallery [-- people faces]
import { loadSource } from './load-source.mjs';

const [people = 5000, faces = 100_000] = process.argv.slice(2).map(Number);
const { buildPage } = await import('../scripts/build.mjs');
const { launchChromium } = await loadSource('chromium.ts');
const { measureScale } = await loadSource('measure-scale.ts');

await buildPage();
const browser = await launchChromium();
for (let run = 0; run < 3; run++) console.log(JSON.stringify(await measureScale(browser, people, faces)));
await browser.close();
