import type { PhotoFile, Sidecars } from '@kith/core/ports';
import { photoOrientation } from './photo-orientation.js';
import type { PhotoPlace } from './photo-place.js';

/**
 * Sidecars in a place that the user has just chosen. A photo of the library is here when a file of its size lies at its
 * path: as it was scanned, without the folder's own name (pickers put it in front), or by its name alone (loose files).
 */
export function createSidecars(place: PhotoPlace): Sidecars {
  const locate = async (photo: PhotoFile) => {
    for (const strip of strips) {
      const file = await place.file(strip(photo, photo.path));
      if (file?.size === photo.bytes) return { file, strip };
    }
    return null;
  };
  return {
    async orientation(photo) {
      const found = await locate(photo);
      return found && photoOrientation(found.file);
    },
    async read(photo, path) {
      const found = await locate(photo);
      for (const strip of found ? [found.strip] : strips) {
        const file = await place.file(strip(photo, path));
        if (file !== null) return file.text();
      }
      return null;
    },
    async write(photo, path, text) {
      const found = await locate(photo);
      if (found === null) throw new Error('its photo is not here any more');
      await place.put(found.strip(photo, path), text);
    },
    placeOf: (photo, path) => `${place.name}/${withoutRoot(photo, path)}`,
  };
}

type Strip = (photo: PhotoFile, path: string) => string;

const withoutRoot: Strip = ({ root }, path) =>
  path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;

const strips: readonly Strip[] = [
  (_, path) => path,
  withoutRoot,
  (_, path) => path.slice(path.lastIndexOf('/') + 1),
];
