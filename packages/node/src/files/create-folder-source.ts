import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { PhotoFile, PhotoSource } from '@kith/core/ports';
import { fileProblem } from './file-problem.js';
import { walkFolder } from './walk-folder.js';

export interface FolderSourceOptions {
  /** Absolute paths of folders; each is a root of the listing, exactly as written here. */
  readonly roots: readonly string[];
  /** Extensions of files to list, lower case, no dot: the decoder's. */
  readonly extensions: ReadonlySet<string>;
  /** Absolute paths of folders below the roots that are passed over, such as a library's contact sheets. */
  readonly except?: readonly string[];
  /** Longer files are listed but not read, bytes; default 256 MiB. */
  readonly maxBytes?: number;
}

/**
 * Photos in folders and all folders below them, in order of their names (by code units). Hidden folders and those that
 * systems and cameras keep for themselves are passed over; links are followed, each real folder once.
 */
export function createFolderSource(options: FolderSourceOptions): PhotoSource {
  const { roots, extensions, except = [], maxBytes = 2 ** 28 } = options;
  return {
    async *list(onProblem) {
      const visited = new Set(await Promise.all(except.map((path) => realpath(path).catch(() => path))));
      for (const root of roots) yield* walkFolder(root, { extensions, visited, onProblem });
    },
    async read(file) {
      if (file.bytes > maxBytes)
        throw new Error(`the file has ${megabytes(file.bytes)} MB; up to ${megabytes(maxBytes)} MB are read`);
      return readWhole(file);
    },
  };
}

async function readWhole(file: PhotoFile): Promise<Uint8Array> {
  try {
    return await readFile(join(file.root, file.path));
  } catch (cause) {
    throw new Error(fileProblem(cause), { cause });
  }
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}
