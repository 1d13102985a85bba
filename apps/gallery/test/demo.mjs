// The gallery over an invented library, to look at: node apps/gallery/test/demo.mjs [people] [faces] [port]
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const [people = 60, faces = 900, port = 0] = process.argv.slice(2).map(Number);
const conditions = ['kith-source', 'node', 'import', 'default'];
const { module } = await runnerImport(fileURLToPath(new URL('fake/serve-fake.ts', import.meta.url)), {
  configFile: false,
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
});
const { url } = await module.serveFake({ people, faces, port, agreed: process.env.KITH_FRESH !== '1' });
console.log(url);
