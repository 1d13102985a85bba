import { isOutOfRoom, NoRoom } from '../platform/no-room.js';

/** Small pictures kept in the origin's private file system, one file each. */
export interface PictureStore {
  /** Keeps the picture whole or not at all; rejects with NoRoom where the browser gives no more storage. */
  put(name: string, picture: Blob | Uint8Array): Promise<void>;
  /** Null when there is none. */
  get(name: string): Promise<Blob | null>;
  /** Whether `get` would give one; reads the folder the first time it is asked. */
  has(name: string): Promise<boolean>;
  clear(): Promise<void>;
}

/** Opens (and makes) a folder of pictures. Names are letters, digits, dots and dashes. For a worker. */
export async function openPictureStore(folder: string): Promise<PictureStore> {
  const root = await navigator.storage.getDirectory();
  let directory = await root.getDirectoryHandle(folder, { create: true });
  let names: Promise<Set<string>> | null = null;
  return {
    async put(name, picture) {
      const bytes = picture instanceof Blob ? new Uint8Array(await picture.arrayBuffer()) : picture;
      try {
        await write(directory, name, bytes);
      } catch (cause) {
        await directory.removeEntry(name).catch(() => undefined);
        throw isOutOfRoom(cause) ? new NoRoom(cause) : cause;
      }
      (await names)?.add(name);
    },
    async get(name) {
      try {
        const file = await (await directory.getFileHandle(name)).getFile();
        return new Blob([await file.arrayBuffer()], { type: 'image/webp' });
      } catch {
        return null;
      }
    },
    async has(name) {
      names ??= namesIn(directory);
      return (await names).has(name);
    },
    async clear() {
      names = null;
      await root.removeEntry(folder, { recursive: true });
      directory = await root.getDirectoryHandle(folder, { create: true });
    },
  };
}

async function write(directory: FileSystemDirectoryHandle, name: string, bytes: Uint8Array): Promise<void> {
  const handle = await directory.getFileHandle(name, { create: true });
  const access = await (handle as SyncFile).createSyncAccessHandle();
  try {
    access.truncate(0);
    if (access.write(bytes) < bytes.length) throw new NoRoom();
  } finally {
    access.close();
  }
}

async function namesIn(directory: FileSystemDirectoryHandle): Promise<Set<string>> {
  const { keys } = directory as FileSystemDirectoryHandle & { keys(): AsyncIterable<string> };
  const names = new Set<string>();
  for await (const name of keys.call(directory)) names.add(name);
  return names;
}

type SyncFile = FileSystemFileHandle & {
  createSyncAccessHandle(): Promise<{
    truncate(size: number): void;
    write(bytes: Uint8Array): number;
    close(): void;
  }>;
};
