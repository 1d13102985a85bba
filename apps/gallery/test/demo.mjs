// The gallery over an invented library, to look at: node apps/gallery/test/demo.mjs [people] [faces] [port]
import { loadSource } from './load-source.mjs';

const [people = 60, faces = 900, port = 0] = process.argv.slice(2).map(Number);
const { serveFake } = await loadSource('fake/serve-fake.ts');
const { url } = await serveFake({ people, faces, port, agreed: process.env.KITH_FRESH !== '1' });
console.log(url);
