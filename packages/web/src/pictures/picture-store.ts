/** Small pictures kept in the origin's private file system, one file each. */
export interface PictureStore {
  put(name: string, picture: Blob | Uint8Array): Promise<void>;
  /** Null when there is none. */
  get(name: string): Promise<Blob | null>;
  clear(): Promise<void>;
}

/** Opens (and makes) a folder of pictures. Names are letters, digits, dots and dashes. For a worker. */
export async function openPictureStore(folder: string): Promise<PictureStore> {
  const root = await navigator.storage.getDirectory();
  let directory = await root.getDirectoryHandle(folder, { create: true });
  return {
    async put(name, picture) {
      const bytes = picture instanceof Blob ? new Uint8Array(await picture.arrayBuffer()) : picture;
      const handle = await directory.getFileHandle(name, { create: true });
      const access = await (handle as SyncFile).createSyncAccessHandle();
      try {
        access.truncate(0);
        access.write(bytes);
      } finally {
        access.close();
      }
    },
    async get(name) {
      try {
        const file = await (await directory.getFileHandle(name)).getFile();
        return new Blob([await file.arrayBuffer()], { type: 'image/webp' });
      } catch {
        return null;
      }
    },
    async clear() {
      await root.removeEntry(folder, { recursive: true });
      directory = await root.getDirectoryHandle(folder, { create: true });
    },
  };
}

type SyncFile = FileSystemFileHandle & {
  createSyncAccessHandle(): Promise<{
    truncate(size: number): void;
    write(bytes: Uint8Array): number;
    close(): void;
  }>;
};
