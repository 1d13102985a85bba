import { join } from 'node:path';

/** Where a library keeps pictures that it made; they are no photos, wherever the library lies. */
export const sheetsDir = (library: string) => join(library, 'sheets');
export const thumbnailsDir = (library: string) => join(library, 'thumbnails');
