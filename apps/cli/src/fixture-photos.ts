import { fileURLToPath } from 'node:url';

/** The pictures that come with Kith: two people, free of rights. */
export const fixturePhotos = fileURLToPath(new URL('../../../fixtures/photos', import.meta.url));
