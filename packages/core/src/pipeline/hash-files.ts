import type { PhotoId } from '../photo/index.js';
import type { CancelSignal, PhotoFile, PhotoSource, Store, StoredFile } from '../ports/index.js';

export interface HashOptions {
  readonly store: Store;
  readonly source: PhotoSource;
  readonly sha256: (bytes: Uint8Array) => Promise<string>;
  readonly signal?: CancelSignal | undefined;
}

// Files are hashed some at a time: enough to overlap reading, few enough to bound memory.
const chunkFiles = 16;
const chunkBytes = 32 * 2 ** 20;

/**
 * Reads and hashes the files, some at a time and only as fast as it is asked, and records them; yields what was recorded,
 * in order. A file that cannot be read is recorded under an id made of its path. Ends early on cancel.
 */
export async function* hashFiles(
  files: readonly PhotoFile[],
  options: HashOptions,
): AsyncGenerator<readonly StoredFile[]> {
  let chunk: PhotoFile[] = [];
  let bytes = 0;
  for (const [i, file] of files.entries()) {
    if (options.signal?.aborted) return;
    chunk.push(file);
    bytes += file.bytes;
    if (chunk.length < chunkFiles && bytes < chunkBytes && i + 1 < files.length) continue;
    const hashed = await Promise.all(chunk.map((f) => hash(options, f)));
    await options.store.syncFiles(hashed, []);
    yield hashed;
    chunk = [];
    bytes = 0;
  }
}

async function hash({ source, sha256 }: HashOptions, file: PhotoFile): Promise<StoredFile> {
  try {
    return { ...file, photo: (await sha256(await source.read(file))) as PhotoId };
  } catch {
    const name = await sha256(codesOf(`${file.root}\0${file.path}`));
    return { ...file, photo: `${standIn}${name.slice(standIn.length)}` as PhotoId };
  }
}

// A file that cannot be read has no content to be known by, yet must be listed as failed: it gets an id made of its
// path, which no hash will look like. Every scan tries to read such a file anew.
const standIn = '0'.repeat(24);
const codesOf = (text: string) => new Uint8Array(Uint16Array.from(text, (c) => c.charCodeAt(0)).buffer);

/** Whether the id stands for a file that could not be read. */
export function isStandIn(id: PhotoId): boolean {
  return id.startsWith(standIn);
}
