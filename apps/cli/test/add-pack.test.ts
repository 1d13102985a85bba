import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { addPack } from '../src/models/add-pack.js';
import { tempFolder } from './run-kith.js';

const pack = fileURLToPath(new URL('../../../models', import.meta.url));
const manifest = JSON.parse(readFileSync(join(pack, 'pack.json'), 'utf8'));
const firstFile: string = manifest.models.detector.files[0].file;

/** Serves the default pack at /pack; `special` answers first, and says whether it has. */
async function serve(special: (...of: Parameters<RequestListener>) => boolean = () => false) {
  const server = createServer((request, response) => {
    if (special(request, response)) return;
    const name = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname.replace('/pack/', ''));
    try {
      response.end(readFileSync(join(pack, name)));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => void server.closeAllConnections());
  afterAll(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/pack`;
}

const isFirst = (url: string | undefined) => url?.endsWith(firstFile) === true;
const changed = (change: (copy: typeof manifest) => void) => {
  const copy = structuredClone(manifest);
  change(copy);
  return JSON.stringify(copy);
};

it('adds a pack from the web, telling how far it is, and puts it in the place of an earlier one', async () => {
  const packs = join(tempFolder(), 'models');
  const address = await serve();
  mkdirSync(join(packs, manifest.id), { recursive: true });
  writeFileSync(join(packs, manifest.id, 'old'), '');
  const progress: number[] = [];
  const onProgress = (written: number, total: number) => progress.push(written / total);
  const added = await addPack({ from: `${address}/`, packs, onProgress });
  expect(added.id).toBe(manifest.id);
  expect(readdirSync(packs)).toEqual([manifest.id]);
  expect(readdirSync(join(packs, manifest.id))).not.toContain('old');
  for (const name of ['pack.json', firstFile])
    expect(readFileSync(join(packs, manifest.id, name)).equals(readFileSync(join(pack, name))), name).toBe(
      true,
    );
  expect(progress.at(-1)).toBe(1);
  expect(progress).toEqual([...progress].sort((a, b) => a - b));
});

it('adds a pack from a folder, and refuses one whose file is another', async () => {
  const packs = join(tempFolder(), 'models');
  const copy = join(tempFolder(), 'copy');
  cpSync(pack, copy, { recursive: true });
  expect((await addPack({ from: copy, packs })).id).toBe(manifest.id);
  const bytes = readFileSync(join(copy, firstFile));
  bytes[1000] = (bytes[1000] as number) ^ 1;
  writeFileSync(join(copy, firstFile), bytes);
  await expect(addPack({ from: copy, packs })).rejects.toThrow(/its SHA-256 differs/);
  expect(readdirSync(packs)).toEqual([manifest.id]);
  await expect(addPack({ from: join(copy, 'none'), packs })).rejects.toThrow(/no model pack at/);
});

const refusals: readonly [string, RegExp, Parameters<typeof serve>[0]][] = [
  [
    'another file',
    /its SHA-256 differs/,
    ({ url }, response) =>
      isFirst(url) && !!response.end(Buffer.alloc(manifest.models.detector.files[0].bytes)),
  ],
  [
    'a file cut short',
    /has 3 bytes; pack\.json names/,
    ({ url }, response) => isFirst(url) && !!response.end('abc'),
  ],
  [
    'a file that does not end',
    /longer than the \d+ bytes|has more than the/,
    ({ url }, response) => {
      if (!isFirst(url)) return false;
      const more = () => {
        while (response.write(Buffer.alloc(65536)));
      };
      response.on('drain', more);
      more();
      return true;
    },
  ],
  [
    'a file that is announced too long',
    /longer than the \d+ bytes/,
    ({ url }, response) =>
      isFirst(url) && !!response.writeHead(200, { 'content-length': '5000000000' }).write('x'),
  ],
  [
    'a server that falls silent',
    /silent for 0.3 s/,
    ({ url }, response) => isFirst(url) && (response.write('abc') || true),
  ],
  ['a server that never answers', /silent for 0.3 s/, ({ url }) => url?.endsWith('pack.json') === true],
  [
    'a connection that breaks',
    /terminated|aborted|closed/,
    ({ url }, response) => isFirst(url) && (response.write('abc', () => response.destroy()) || true),
  ],
  [
    'an address with nothing there',
    /answered 404 Not Found/,
    ({ url }, response) => isFirst(url) && !!response.writeHead(404).end(),
  ],
  ['a manifest that is none', /pack: expected JSON/, (_, response) => !!response.end('<html>')],
  [
    'a manifest without end',
    /longer than the 1048576 bytes/,
    (_, response) => !!response.end(Buffer.alloc(2 ** 21)),
  ],
  [
    'a manifest with a name that leads out of the pack',
    /a path inside the pack's folder/,
    (_, response) =>
      !!response.end(
        changed((m) => {
          m.models.detector.files[0].file = '../../evil.onnx';
        }),
      ),
  ],
  [
    'a redirect to an unsafe address',
    /example\.org\/ is not fetched: only https/,
    (_, response) => !!response.writeHead(302, { location: 'http://example.org/' }).end(),
  ],
  [
    'redirects in a circle',
    /more than 5 times/,
    ({ url }, response) => !!response.writeHead(302, { location: url }).end(),
  ],
];

it.each(refusals)('refuses %s and leaves nothing half written', async (_, message, special) => {
  const packs = join(tempFolder(), 'models');
  const from = await serve(special);
  await expect(addPack({ from, packs, patienceMs: 300 })).rejects.toThrow(message);
  const left = (() => {
    try {
      return readdirSync(packs);
    } catch {
      return [];
    }
  })();
  expect(left).toEqual([]);
});

it.each(['http://example.org/pack', 'ftp://127.0.0.1/pack', 'file:///etc', 'http://127.0.0.1.example.org/'])(
  'does not fetch %s',
  async (from) => {
    await expect(addPack({ from, packs: tempFolder() })).rejects.toThrow(/only https is/);
  },
);

it('stops when it is cancelled, and leaves nothing', async () => {
  const packs = tempFolder();
  const from = await serve();
  const controller = new AbortController();
  const adding = addPack({ from, packs, signal: controller.signal, onProgress: () => controller.abort() });
  await expect(adding).rejects.toThrow();
  expect(readdirSync(packs)).toEqual([]);
});
