import { type PhotoFile, type PhotoSource, reasonOf } from '@kith/core/ports';
import { photoFile } from './create-file-source.js';

type Directory = FileSystemDirectoryHandle & {
  entries(): AsyncIterable<[string, FileSystemFileHandle | FileSystemDirectoryHandle]>;
};

/** Photos below a folder that the user has opened to the page; files are read anew at every scan. */
export function createDirectorySource(
  root: string,
  directory: FileSystemDirectoryHandle,
  extensions: ReadonlySet<string>,
): PhotoSource {
  return {
    list: (onProblem) => walk(root, directory as Directory, '', extensions, onProblem),
    async read({ path }) {
      const file = await (await fileAt(directory, path)).getFile();
      return new Uint8Array(await file.arrayBuffer());
    },
  };
}

async function* walk(
  root: string,
  directory: Directory,
  below: string,
  extensions: ReadonlySet<string>,
  onProblem: (path: string, reason: string) => void,
): AsyncIterable<PhotoFile> {
  const entries: [string, FileSystemFileHandle | FileSystemDirectoryHandle][] = [];
  try {
    for await (const entry of directory.entries()) entries.push(entry);
  } catch (error) {
    onProblem(below || root, reasonOf(error));
    return;
  }
  for (const [name, handle] of entries.sort(([a], [b]) => (a < b ? -1 : 1))) {
    const path = below ? `${below}/${name}` : name;
    if (name.startsWith('.')) continue;
    if (handle.kind === 'directory') {
      yield* walk(root, handle as Directory, path, extensions, onProblem);
    } else if (extensions.has(name.slice(name.lastIndexOf('.') + 1).toLowerCase())) {
      yield photoFile(root, path, await (handle as FileSystemFileHandle).getFile());
    }
  }
}

async function fileAt(directory: FileSystemDirectoryHandle, path: string): Promise<FileSystemFileHandle> {
  const names = path.split('/');
  let at = directory;
  for (const name of names.slice(0, -1)) at = await at.getDirectoryHandle(name);
  return at.getFileHandle(names.at(-1)!);
}
