// Finds and describes the faces of a folder's photos with @vladmandic/human: node run-human.mjs <folder> <out.json>
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import sharp from 'sharp';

const [folder, out] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, 'node_modules');

// Node's fetch does not read files, which is where human's models are.
const webFetch = globalThis.fetch;
globalThis.fetch = async (resource, init) => {
  const url = String(resource.url ?? resource);
  return url.startsWith('file:') ? new Response(readFileSync(new URL(url))) : webFetch(resource, init);
};

const { Human } = createRequire(import.meta.url)(join(packages, '@vladmandic/human/dist/human.node-wasm.js'));
const off = { enabled: false };
const human = new Human({
  backend: 'wasm',
  wasmPath: join(packages, '@tensorflow/tfjs-backend-wasm/dist/'),
  modelBasePath: pathToFileURL(join(packages, '@vladmandic/human/models/')).href,
  debug: false,
  cacheSensitivity: 0,
  filter: off,
  // Its defaults but for the number of faces (1) and what a photo library does not need.
  face: { detector: { maxDetected: 20, rotation: true }, mesh: { enabled: true }, iris: off, emotion: off },
  body: off,
  hand: off,
  gesture: off,
  object: off,
});
await human.load();

const photos = {};
for (const name of readdirSync(folder).filter((n) => /\.jpe?g$/i.test(n))) {
  const picture = sharp(join(folder, name)).autoOrient().removeAlpha().toColourspace('srgb');
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  const tensor = human.tf.tensor(data, [1, info.height, info.width, 3], 'float32');
  const { face } = await human.detect(tensor);
  tensor.dispose();
  photos[name] = face.filter((f) => f.embedding?.length > 0).map((f) => f.box);
}
writeFileSync(out, JSON.stringify({ version: human.version, photos }));
