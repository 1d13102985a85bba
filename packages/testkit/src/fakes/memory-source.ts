import type { PhotoFile, PhotoSource } from '@kith/core/ports';

export interface MemorySource extends PhotoSource {
  readonly root: string;
  /** Adds or replaces a file; each change moves the file's time on by a second. */
  put(path: string, bytes: Uint8Array): void;
  remove(path: string): void;
}

/** A folder of photos in memory, listed in the order of its paths. */
export function createMemorySource(
  files: Readonly<Record<string, Uint8Array>> = {},
  root = '/photos',
): MemorySource {
  const held = new Map<string, { bytes: Uint8Array; modifiedAt: number }>();
  let modifiedAt = Date.UTC(2026, 0, 1);
  const put = (path: string, bytes: Uint8Array) => {
    modifiedAt += 1000;
    held.set(path, { bytes, modifiedAt });
  };
  for (const [path, bytes] of Object.entries(files)) put(path, bytes);
  return {
    root,
    put,
    remove: (path) => void held.delete(path),
    async *list() {
      for (const path of [...held.keys()].sort((a, b) => (a < b ? -1 : 1))) {
        const file = held.get(path);
        if (file) yield { root, path, bytes: file.bytes.byteLength, modifiedAt: file.modifiedAt };
      }
    },
    async read(file: PhotoFile) {
      const found = held.get(file.path);
      if (!found) throw new Error(`${file.path}: no such file`);
      return found.bytes.slice();
    },
  };
}
