import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Where a library keeps pictures that it made; they are no photos, wherever the library lies. */
export const sheetsDir = (library: string) => join(library, 'sheets');
export const thumbnailsDir = (library: string) => join(library, 'thumbnails');

/** Deletes them: they show faces, so that they go with what was computed. */
export async function forgetPictures(library: string): Promise<void> {
  for (const dir of [sheetsDir(library), thumbnailsDir(library)])
    await rm(dir, { recursive: true, force: true, maxRetries: 5 });
}
