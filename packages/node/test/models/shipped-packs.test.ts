import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type PackManifest, parsePack } from '@kith/core/models';
import { describe, expect, it } from 'vitest';
import { readPackFolder } from '../../src/models/read-pack-folder.js';
import { sha256 } from '../../src/models/sha256.js';

const models = join(import.meta.dirname, '../../../../models');
const manifests = readdirSync(models).filter((name) => name.endsWith('.json'));

async function read(name: string): Promise<PackManifest> {
  return parsePack((await readPackFolder(join(models, name))).manifestText);
}

const filesOf = (pack: PackManifest) => Object.values(pack.models).flatMap((model) => model?.files ?? []);

describe('the packs that Kith ships', () => {
  it('names files that are there, of the size and hash it says', async () => {
    for (const name of manifests) {
      const { readFile } = await readPackFolder(join(models, name));
      for (const { file, bytes, sha256: hash } of filesOf(await read(name))) {
        const content = await readFile(file);
        expect([file, content.length, await sha256(content)]).toEqual([file, bytes, hash]);
      }
    }
  });

  it('keeps the default pack under 8 MB', async () => {
    const bytes = filesOf(await read('pack.json')).reduce((sum, file) => sum + file.bytes, 0);
    expect(bytes).toBeLessThanOrEqual(8e6);
  });

  it('has packs that differ in id and embedder alone', async () => {
    const first = await read('pack.json');
    for (const other of await Promise.all(manifests.map(read))) {
      expect({ ...other.models, embedder: null }).toEqual({ ...first.models, embedder: null });
    }
    const ids = (await Promise.all(manifests.map(read))).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
