import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { type PackManifest, parsePack } from '@kith/core/models';
import { readPackFolder, sha256 } from '@kith/node';
import { UsageError } from '../usage-error.js';

/**
 * Copies a pack, from a folder or a web address, to `<packs>/<id>`; an earlier one of that id is replaced. Every file
 * is checked before anything is put in place. Throws, leaving all as it was, on a missing or different file.
 */
export async function addPack(from: string, packs: string): Promise<PackManifest> {
  const { manifestText, readFile } = isUrl(from) ? await readPackUrl(from) : await readPackFolder(from);
  const manifest = parsePack(manifestText);
  await mkdir(packs, { recursive: true, mode: 0o700 });
  const half = await mkdtemp(join(packs, '.adding-'));
  try {
    await writeFile(join(half, 'pack.json'), manifestText);
    for (const file of Object.values(manifest.models).flatMap((m) => m.files)) {
      const bytes = await readFile(file.file);
      if ((await sha256(bytes)) !== file.sha256)
        throw new Error(`${file.file} is not the file that pack.json names (its SHA-256 differs)`);
      await mkdir(join(half, posix.dirname(file.file)), { recursive: true });
      await writeFile(join(half, file.file), bytes);
    }
    await rm(join(packs, manifest.id), { recursive: true, force: true });
    await rename(half, join(packs, manifest.id));
    return manifest;
  } catch (error) {
    await rm(half, { recursive: true, force: true });
    throw error;
  }
}

const isUrl = (text: string) => /^https?:\/\//.test(text);

async function readPackUrl(url: string) {
  const base = new URL(url.endsWith('.json') ? url : `${url.replace(/\/$/, '')}/pack.json`);
  return {
    manifestText: new TextDecoder().decode(await download(base)),
    readFile: (name: string) => {
      if (posix.isAbsolute(name) || posix.normalize(name).startsWith('..'))
        throw new Error(`the file name ${name} leads out of the pack`);
      return download(new URL(name, base));
    },
  };
}

async function download(url: URL): Promise<Uint8Array> {
  const answer = await fetch(url).catch((cause: unknown) => {
    throw new Error(`${url.href} cannot be reached`, { cause });
  });
  if (!answer.ok)
    throw new UsageError(`${url.href}: the server answered ${answer.status} ${answer.statusText}`);
  return new Uint8Array(await answer.arrayBuffer());
}
