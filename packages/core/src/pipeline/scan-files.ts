import type { PhotoId } from '../photo/index.js';
import type { CancelSignal, PhotoFile, PhotoSource, Store, StoredFile } from '../ports/index.js';

export interface SyncOptions {
  readonly store: Store;
  readonly source: PhotoSource;
  /** The roots that the source lists: what is known below them and not listed is gone. */
  readonly roots: readonly string[];
  readonly sha256: (bytes: Uint8Array) => Promise<string>;
  readonly signal: CancelSignal | undefined;
  /** Called with the number of files seen so far. */
  readonly onSeen: (files: number) => void;
}

/** A folder or file that could not be listed. */
export interface ListingProblem {
  readonly path: string;
  readonly reason: string;
}

// Files are hashed some at a time: enough to overlap reading, few enough to bound memory.
const chunkFiles = 16;
const chunkBytes = 32 * 2 ** 20;

/**
 * Brings the store's files in step with the source: lists, hashes what is new or changed (by size or time) and
 * marks what is gone. What lies below a place that could not be listed is not taken for gone, and
 * nothing is when the listing was cut short. Files keep the order of the listing.
 */
export async function syncFiles(options: SyncOptions): Promise<readonly ListingProblem[]> {
  const { store, source, roots, signal } = options;
  const known = await knownFiles(store, roots);
  const problems: ListingProblem[] = [];
  let seen = 0;
  let fresh: PhotoFile[] = [];
  let freshBytes = 0;
  const flush = async () => {
    if (fresh.length > 0) await store.syncFiles(await Promise.all(fresh.map((f) => hash(options, f))), []);
    fresh = [];
    freshBytes = 0;
  };
  for await (const file of source.list((path, reason) => problems.push({ path, reason }))) {
    if (signal?.aborted) break;
    if (!isUnchanged(known.get(key(file)), file)) {
      fresh.push(file);
      freshBytes += file.bytes;
    }
    known.delete(key(file));
    options.onSeen(++seen);
    if (fresh.length >= chunkFiles || freshBytes >= chunkBytes) await flush();
  }
  await flush();
  const gone = [...known.values()].filter((file) => !isBelowProblem(file, problems));
  if (gone.length > 0 && !signal?.aborted) await store.syncFiles([], gone);
  return problems;
}

const key = ({ root, path }: Pick<PhotoFile, 'root' | 'path'>) => `${root}\0${path}`;

async function knownFiles(store: Store, roots: readonly string[]): Promise<Map<string, StoredFile>> {
  const known = new Map<string, StoredFile>();
  for await (const file of store.files()) if (roots.includes(file.root)) known.set(key(file), file);
  return known;
}

function isUnchanged(known: StoredFile | undefined, file: PhotoFile): boolean {
  return (
    known !== undefined &&
    known.bytes === file.bytes &&
    known.modifiedAt === file.modifiedAt &&
    !isStandIn(known.photo)
  );
}

async function hash({ source, sha256 }: SyncOptions, file: PhotoFile): Promise<StoredFile> {
  try {
    return { ...file, photo: (await sha256(await source.read(file))) as PhotoId };
  } catch {
    const name = await sha256(codesOf(key(file)));
    return { ...file, photo: `${standIn}${name.slice(standIn.length)}` as PhotoId };
  }
}

// A file that cannot be read has no content to be known by, yet must be listed as failed: it gets an id made of its
// path, which no hash will look like. Every scan tries to read such a file anew.
const standIn = '0'.repeat(24);
const codesOf = (text: string) => new Uint8Array(Uint16Array.from(text, (c) => c.charCodeAt(0)).buffer);
const isStandIn = (id: PhotoId) => id.startsWith(standIn);

function isBelowProblem({ root, path }: StoredFile, problems: readonly ListingProblem[]): boolean {
  const full = `${root}/${path}`;
  return problems.some(
    (p) => full === p.path || full.startsWith(`${p.path}/`) || path.startsWith(`${p.path}/`),
  );
}
