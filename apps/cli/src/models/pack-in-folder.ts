import { createReadStream } from 'node:fs';
import type { ModelFile } from '@kith/core/models';
import { type PackFolder, readPackFolder } from '@kith/node';

/** A pack somewhere: its manifest, and its files a piece at a time. */
export interface PackOrigin {
  readonly manifestText: string;
  read(file: ModelFile): AsyncIterable<Uint8Array>;
}

/** A pack in a folder, or beside a manifest, of this machine. Rejects when there is none. */
export async function packInFolder(path: string): Promise<PackOrigin> {
  return originIn(await readPackFolder(path));
}

/** A folder that has been opened, as a pack's origin. */
export function originIn({ manifestText, fileAt }: PackFolder): PackOrigin {
  return { manifestText, read: ({ file }) => createReadStream(fileAt(file)) };
}
