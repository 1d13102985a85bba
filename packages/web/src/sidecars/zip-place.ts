import { strToU8, zipSync } from 'fflate';
import type { PhotoPlace } from './photo-place.js';

/** A place whose new files go into an archive, laid out as the place is, and leave the place as it was. */
export interface ZipPlace extends PhotoPlace {
  /** The archive; null when nothing was put into it. */
  zip(): Blob | null;
}

export function zipPlace(place: Pick<PhotoPlace, 'name' | 'file'>): ZipPlace {
  const put = new Map<string, Uint8Array>();
  return {
    ...place,
    put: async (path, text) => void put.set(path, strToU8(text)),
    zip: () =>
      put.size === 0 ? null : new Blob([zipSync(Object.fromEntries(put))], { type: 'application/zip' }),
  };
}
