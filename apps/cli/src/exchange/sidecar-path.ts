import { existsSync } from 'node:fs';
import { join, parse } from 'node:path';

/** Where sidecars of a photo may lie: `photo.jpg.xmp` (digiKam, darktable) and `photo.xmp` (Adobe). */
export function sidecarPaths(photo: string): readonly [string, string] {
  const { dir, name } = parse(photo);
  return [`${photo}.xmp`, join(dir, `${name}.xmp`)];
}

/** The sidecar that is there, else where a new one goes. */
export function sidecarPath(photo: string): string {
  const [full, short] = sidecarPaths(photo);
  return !existsSync(full) && existsSync(short) ? short : full;
}
