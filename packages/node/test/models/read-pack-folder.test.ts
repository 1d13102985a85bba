import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPackFolder } from '../../src/models/read-pack-folder.js';
import { sha256 } from '../../src/models/sha256.js';

describe('a model pack on disk', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'kith-pack-'));
    mkdirSync(join(dir, 'weights'));
    writeFileSync(join(dir, 'pack.json'), '{"schema": 1}');
    writeFileSync(join(dir, 'a.onnx'), 'beside');
    writeFileSync(join(dir, 'weights', 'a.onnx'), 'elsewhere');
  });
  afterEach(() => rmSync(dir, { recursive: true }));
  const text = async (bytes: Promise<Uint8Array>) => new TextDecoder().decode(await bytes);

  it('is found as a folder and as a manifest, its weights beside it or elsewhere', async () => {
    for (const path of [dir, join(dir, 'pack.json')]) {
      const pack = await readPackFolder(path);
      expect(pack.manifestText).toBe('{"schema": 1}');
      expect(await text(pack.readFile('a.onnx'))).toBe('beside');
    }
    const moved = await readPackFolder(dir, { weights: join(dir, 'weights') });
    expect(await text(moved.readFile('a.onnx'))).toBe('elsewhere');
  });

  it('does not let a file name lead out of it', async () => {
    const pack = await readPackFolder(join(dir, 'pack.json'), { weights: join(dir, 'weights') });
    await expect(pack.readFile('../a.onnx')).rejects.toThrow(/leads out/);
    await expect(pack.readFile('x/../../a.onnx')).rejects.toThrow(/leads out/);
    await expect(pack.readFile('/etc/hostname')).rejects.toThrow(/leads out/);
  });

  it('says where it looked when there is none', async () => {
    await expect(readPackFolder(join(dir, 'no'))).rejects.toThrow(/no model pack at .*pack\.json/);
  });
});

it('SHA-256 of "abc" (FIPS 180-4 example)', async () => {
  expect(await sha256(new TextEncoder().encode('abc'))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});
