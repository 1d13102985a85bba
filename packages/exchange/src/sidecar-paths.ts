import type { PhotoFile, Sidecars } from '@kith/core/ports';

/** Where sidecars of a photo may lie: `photo.jpg.xmp` (digiKam, darktable) and `photo.xmp` (Adobe). */
export function sidecarPaths({ path }: PhotoFile): readonly [string, string] {
  const dot = path.lastIndexOf('.');
  const stem = dot > path.lastIndexOf('/') + 1 ? path.slice(0, dot) : path;
  return [`${path}.xmp`, `${stem}.xmp`];
}

/** The sidecar that is there and its text, else where a new one goes and null. */
export async function sidecarOf(sidecars: Sidecars, photo: PhotoFile): Promise<[string, string | null]> {
  const paths = sidecarPaths(photo);
  for (const path of paths) {
    const text = await sidecars.read(photo, path);
    if (text !== null) return [path, text];
  }
  return [paths[0], null];
}
