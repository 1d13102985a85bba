import type { PhotoPlace } from './photo-place.js';

/** Files that a picker handed over: of a folder, under their paths in it, or loose ones under their names. */
export function chosenPlace(files: readonly File[]): Pick<PhotoPlace, 'name' | 'file'> {
  const [first] = files;
  const folder = first?.webkitRelativePath.split('/')[0] ?? '';
  const paths = files.map((file) => [file.webkitRelativePath.slice(folder.length + 1) || file.name, file]);
  const byPath = new Map(paths as [string, File][]);
  return { name: folder || 'chosen files', file: async (path) => byPath.get(path) ?? null };
}
