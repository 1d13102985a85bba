import { exifTags, factsFromTags, type PhotoFacts } from '@kith/core/photo';
import exifr from 'exifr';

/** When and where a photo was taken, as far as its metadata says; broken metadata says nothing. */
export async function readExif(bytes: Uint8Array): Promise<Pick<PhotoFacts, 'takenAt' | 'gps'>> {
  try {
    const options = exifTags as unknown as Parameters<typeof exifr.parse>[1];
    return factsFromTags((await exifr.parse(bytes, options)) ?? {});
  } catch {
    return factsFromTags({});
  }
}
