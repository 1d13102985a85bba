// Vite plugin of the web mode: the other entry, the policy in a meta tag, manifest and icons, the model pack beside
// the page, and a service worker that knows every file by name.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
// Vite bundles its configuration, this file in it, and so reads TypeScript.
import { contentPolicy } from '../src/server/content-policy.ts';

const here = fileURLToPath(new URL('..', import.meta.url));
const models = fileURLToPath(new URL('../../../models/', import.meta.url));
const large = 1_000_000;

const policy = contentPolicy('web');

/** For static hosts that read a `_headers` file. With the first two the page is isolated and WASM may use threads. */
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': `${policy}; frame-ancestors 'none'`,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
};

export function webApp() {
  return {
    name: 'kith-web-app',
    transformIndexHtml: {
      order: 'pre',
      handler: (html) =>
        html
          .replace('/src/ui/main.tsx', '/src/web/main.tsx')
          .replace(
            '<meta charset="utf-8" />',
            `<meta charset="utf-8" />\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />\n    <link rel="manifest" href="./manifest.webmanifest" />\n    <link rel="apple-touch-icon" href="./icon-192.png" />`,
          ),
    },
    async generateBundle(_options, bundle) {
      const emitted = [];
      const emit = (fileName, source) => {
        emitted.push({ type: 'asset', fileName, source });
        this.emitFile({ type: 'asset', fileName, source });
      };
      const icon = readFileSync(`${here}public/icon.svg`);
      for (const side of [192, 512])
        emit(`icon-${side}.png`, await sharp(icon, { density: 600 }).resize(side).png().toBuffer());
      emit('manifest.webmanifest', readFileSync(`${here}web/manifest.webmanifest`));
      for (const name of packFiles()) emit(`models/${name}`, readFileSync(models + name));
      const files = [...Object.values(bundle), ...emitted].map((f) => ({
        name: `./${f.fileName}`,
        bytes: Buffer.from(f.type === 'chunk' ? f.code : f.source),
      }));
      const own = files.filter((f) => !f.name.endsWith('.map') && f.name !== './index.html');
      const isLarge = (f) => f.bytes.length > large || f.name.startsWith('./models/');
      // WebGPU's runtime is loaded by few; it is kept once it has been used.
      const isRare = (f) => f.name.includes('asyncify');
      const version = createHash('sha256');
      for (const f of files) version.update(f.name).update(f.bytes);
      const constants = {
        SHELL: ['./', './icon.svg', ...own.filter((f) => !isLarge(f)).map((f) => f.name)],
        LARGE: own.filter((f) => isLarge(f) && !isRare(f)).map((f) => f.name),
        RARE: own.filter((f) => isLarge(f) && isRare(f)).map((f) => f.name),
        VERSION: version.digest('hex').slice(0, 16),
      };
      const head = Object.entries(constants).map(([k, v]) => `const ${k} = ${JSON.stringify(v)};\n`);
      emit('sw.js', head.join('') + readFileSync(`${here}web/sw.js`, 'utf8'));
      const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}\n`);
      emit('_headers', `/*\n${lines.join('')}`);
    },
  };
}

/** The manifest, and of each model the files that a browser can run. */
function packFiles() {
  const { models: entries } = JSON.parse(readFileSync(`${models}pack.json`, 'utf8'));
  const files = Object.values(entries).flatMap((m) => m.files);
  const onnx = files
    .filter((f) => f.format === 'onnx' && f.backends.some((b) => b === 'wasm' || b === 'webgpu'))
    .map((f) => f.file);
  return ['pack.json', ...new Set(onnx)];
}
