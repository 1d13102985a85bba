import type { Orientation } from '../photo/index.js';
import type { PhotoFile } from './photo-source.js';

/** Files beside photos that hold what is known of them: on a disk, in a folder opened to a page, in an archive. */
export interface Sidecars {
  /** How the photo's stored pixels are turned upright; null when the photo is not here, so that nothing is done for it. */
  orientation(photo: PhotoFile): Promise<Orientation | null>;
  /** The text of the sidecar at a path below the photo's root; null when there is none. Rejects with a reason. */
  read(photo: PhotoFile, path: string): Promise<string | null>;
  /** Puts it there, whole or not at all. Rejects with a reason. */
  write(photo: PhotoFile, path: string, text: string): Promise<void>;
  /** What a problem calls it, for the user. */
  placeOf(photo: PhotoFile, path: string): string;
}
