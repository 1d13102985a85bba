import { sharedValue } from './shared-value.js';

const made = sharedValue(0);

/** Pictures may be there now that were not: what could not be shown is asked for again. */
export function tellPicturesMade(): void {
  made.set(made.get() + 1);
}

/** Changes whenever pictures have been made. */
export const usePicturesMade = made.use;
