import { readAlbum } from '../faces/read-album.js';
import { readCrops } from '../faces/read-crops.js';

/** The committed protocols: a folder of the shared data and how it is read. */
export const protocols = [
  { folder: 'album-dev', input: 'photo', read: readAlbum },
  { folder: 'families-dev', input: 'crop', read: readCrops },
] as const;

export type Protocol = (typeof protocols)[number];
