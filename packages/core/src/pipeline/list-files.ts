import type { CancelSignal, PhotoFile, PhotoSource, Store, StoredFile } from '../ports/index.js';
import { isStandIn } from './hash-files.js';

export interface ListOptions {
  readonly store: Store;
  readonly source: PhotoSource;
  /** The roots that the source lists: what is known below them and not listed is gone. */
  readonly roots: readonly string[];
  readonly signal: CancelSignal | undefined;
  /** Called with the number of files seen so far. */
  readonly onSeen: (files: number) => void;
}

/** A folder or file that could not be listed. */
export interface ListingProblem {
  readonly path: string;
  readonly reason: string;
}

export interface Listing {
  /** Files that are new or changed (by size or time), to be hashed, in the order of the listing. */
  readonly fresh: readonly PhotoFile[];
  readonly problems: readonly ListingProblem[];
}

/**
 * Lists the source without reading a file and forgets the files that are gone or are others now. What lies below a place
 * that could not be listed is not taken for gone, and nothing is when the listing was cut short.
 */
export async function listFiles({ store, source, roots, signal, onSeen }: ListOptions): Promise<Listing> {
  const known = await knownFiles(store, roots);
  const problems: ListingProblem[] = [];
  const fresh: PhotoFile[] = [];
  const changed: PhotoFile[] = [];
  let seen = 0;
  for await (const file of source.list((path, reason) => problems.push({ path, reason }))) {
    if (signal?.aborted) return { fresh: [], problems };
    const before = known.get(key(file));
    if (!before || !isUnchanged(before, file)) fresh.push(file);
    if (before && !isUnchanged(before, file)) changed.push(before);
    known.delete(key(file));
    onSeen(++seen);
  }
  const gone = [...known.values()].filter((file) => !isBelowProblem(file, problems));
  if (gone.length + changed.length > 0) await store.syncFiles([], [...gone, ...changed]);
  return { fresh, problems };
}

const key = ({ root, path }: Pick<PhotoFile, 'root' | 'path'>) => `${root}\0${path}`;

async function knownFiles(store: Store, roots: readonly string[]): Promise<Map<string, StoredFile>> {
  const known = new Map<string, StoredFile>();
  for await (const file of store.files()) if (roots.includes(file.root)) known.set(key(file), file);
  return known;
}

function isUnchanged(known: StoredFile, file: PhotoFile): boolean {
  return known.bytes === file.bytes && known.modifiedAt === file.modifiedAt && !isStandIn(known.photo);
}

function isBelowProblem({ root, path }: StoredFile, problems: readonly ListingProblem[]): boolean {
  const full = `${root}/${path}`;
  return problems.some(
    (p) => full === p.path || full.startsWith(`${p.path}/`) || path.startsWith(`${p.path}/`),
  );
}
