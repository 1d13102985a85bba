import type { PhotoFile, PhotoSource } from '@kith/core/ports';

/** Photos from a picker or a drop: a fixed list of files under one name. */
export function createFileSource(
  root: string,
  files: readonly File[],
  extensions: ReadonlySet<string>,
): PhotoSource {
  const byPath = new Map<string, File>();
  for (const file of files) {
    const path = (file.webkitRelativePath || file.name).replace(/^\/+/, '');
    if (extensions.has(path.slice(path.lastIndexOf('.') + 1).toLowerCase())) byPath.set(path, file);
  }
  const paths = [...byPath.keys()].sort();
  return {
    async *list() {
      for (const path of paths) yield photoFile(root, path, byPath.get(path)!);
    },
    async read({ path }) {
      const file = byPath.get(path);
      if (!file) throw new Error(`${path} was not among the files chosen`);
      return new Uint8Array(await file.arrayBuffer());
    },
  };
}

/** A picked file as sources list it. */
export function photoFile(root: string, path: string, file: File): PhotoFile {
  return { root, path, bytes: file.size, modifiedAt: file.lastModified };
}
