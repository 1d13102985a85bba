// Figures of the page at full size, three times: npm run bench -w @kith/gallery [-- people faces]
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const [people = 5000, faces = 100_000] = process.argv.slice(2).map(Number);
const conditions = ['kith-source', 'node', 'import', 'default'];
const load = (name) =>
  runnerImport(fileURLToPath(new URL(name, import.meta.url)), {
    configFile: false,
    resolve: { conditions },
    ssr: { resolve: { conditions, externalConditions: conditions } },
  }).then(({ module }) => module);
const { buildPage } = await import('../scripts/build.mjs');
const { launchChromium } = await load('chromium.ts');
const { measureScale } = await load('measure-scale.ts');

await buildPage();
const browser = await launchChromium();
for (let run = 0; run < 3; run++) console.log(JSON.stringify(await measureScale(browser, people, faces)));
await browser.close();
