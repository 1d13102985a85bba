import { readFile } from 'node:fs/promises';
import { basename, isAbsolute, join, normalize } from 'node:path';

export interface PackFolderOptions {
  /** Where the weights lie when not beside the manifest. */
  readonly weights?: string;
}

/** The pieces of a pack that core's `loadPack` asks for. */
export interface PackFolder {
  /** The text of `pack.json`. */
  readonly manifestText: string;
  /** Path of a file of the pack. Throws on a name that leads out of the folder. */
  readonly fileAt: (name: string) => string;
  /** Bytes of a file of the pack. Rejects on a name that leads out of the folder. */
  readonly readFile: (name: string) => Promise<Uint8Array>;
}

/** Opens a model pack: a folder with `pack.json`, or the path of a manifest. Rejects when there is none. */
export async function readPackFolder(path: string, options: PackFolderOptions = {}): Promise<PackFolder> {
  const isManifest = path.endsWith('.json');
  const manifest = isManifest ? path : join(path, 'pack.json');
  const weights = options.weights ?? (isManifest ? path.slice(0, -basename(path).length) || '.' : path);
  const fileAt = (name: string) => {
    if (isAbsolute(name) || normalize(name).startsWith('..'))
      throw new Error(`${manifest}: the file name ${name} leads out of the pack's folder`);
    return join(weights, name);
  };
  const manifestText = await readManifest(manifest);
  return { manifestText, fileAt, readFile: async (name) => readFile(fileAt(name)) };
}

async function readManifest(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new Error(`no model pack at ${path}: expected a folder with a readable pack.json`, { cause });
  }
}
