import type { PhotoPlace } from './photo-place.js';

/** A folder that the user has opened to the page, for writing too. */
export function folderPlace(folder: FileSystemDirectoryHandle): PhotoPlace {
  return {
    name: folder.name,
    async file(path) {
      try {
        return await (await handleAt(folder, path, false)).getFile();
      } catch (error) {
        if (isNotThere(error)) return null;
        throw error;
      }
    },
    async put(path, text) {
      // What is written takes the file's place only when it is closed.
      const writable = await (await handleAt(folder, path, true)).createWritable();
      try {
        await writable.write(text);
      } catch (error) {
        await writable.abort().catch(() => undefined);
        throw error;
      }
      await writable.close();
    },
  };
}

/** Whether the user lets the page write into the folder. */
export async function mayWrite(folder: FileSystemDirectoryHandle): Promise<boolean> {
  const asked = folder as FileSystemDirectoryHandle & {
    queryPermission?(wish: { mode: 'readwrite' }): Promise<PermissionState>;
  };
  return (await asked.queryPermission?.({ mode: 'readwrite' })) === 'granted';
}

async function handleAt(
  folder: FileSystemDirectoryHandle,
  path: string,
  create: boolean,
): Promise<FileSystemFileHandle> {
  const names = path.split('/');
  let at = folder;
  for (const name of names.slice(0, -1)) at = await at.getDirectoryHandle(name);
  return at.getFileHandle(names.at(-1) as string, { create });
}

/** Also for names that the browser gives to no page (a `TypeError`), and a folder where a file is looked for. */
function isNotThere(error: unknown): boolean {
  if (error instanceof TypeError) return true;
  return error instanceof DOMException && ['NotFoundError', 'TypeMismatchError'].includes(error.name);
}
