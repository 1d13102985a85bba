import { flip, resize } from '@kith/core/raster';
import { expect, test } from 'vitest';
import { embedCrop } from '../src/pipeline/embed-crop.js';
import { openPack } from '../src/pipeline/open-pack.js';
import { decodeFixtures, root } from './analyse-fixtures.js';

// docs/decisions/0038: the shipped files see a crop and its mirror image, so that which of the two they are given is all one.
test.each(['pack.json', 'small.json'])(
  'a crop and its mirror image have the same vector with models/%s',
  async (manifest) => {
    const [photo] = await decodeFixtures(['collins-close.jpg'], 400);
    const crop = resize(photo!.pixels, 112, 112);
    const pack = await openPack({ models: new URL(`models/${manifest}`, root).pathname });
    try {
      const one = await embedCrop(new Uint8Array(0), crop, pack);
      const mirrored = await embedCrop(new Uint8Array(0), flip(crop), pack);
      expect(mirrored.vector).toEqual(one.vector);
      expect(mirrored.quality).toBeCloseTo(one.quality, 6);
      expect(new Set(one.vector).size).toBeGreaterThan(10);
    } finally {
      await pack.close();
    }
  },
);
