import type { DecodedPhoto, DecodeOutcome, Decoder } from '@kith/core/ports';
import type { Raster } from '@kith/core/raster';
import { claimingPng, encodePng } from '../pictures/encode-png.js';
import { mutate } from '../pictures/mutate.js';
import { quadrantJpeg } from '../pictures/quadrant-jpeg.js';
import { withExif } from '../pictures/with-exif.js';
import { createRandom } from '../seeded/random.js';
import { equal, ok } from './check.js';
import { contractCase, type Disposable } from './contract.js';

export interface DecoderSubject extends Disposable {
  readonly decoder: Decoder;
}

const colours = {
  red: [220, 40, 40],
  green: [40, 200, 60],
  blue: [50, 60, 220],
  grey: [230, 230, 230],
} as const;
type Colour = keyof typeof colours;

/** Corners of the upright picture (top left, top right, bottom left, bottom right) by EXIF orientation (TIFF 6.0 p. 36). */
const upright: Readonly<Record<number, readonly [Colour, Colour, Colour, Colour]>> = {
  1: ['red', 'green', 'blue', 'grey'],
  2: ['green', 'red', 'grey', 'blue'],
  3: ['grey', 'blue', 'green', 'red'],
  4: ['blue', 'grey', 'red', 'green'],
  5: ['red', 'blue', 'green', 'grey'],
  6: ['blue', 'red', 'grey', 'green'],
  7: ['grey', 'green', 'blue', 'red'],
  8: ['green', 'grey', 'red', 'blue'],
};

function photoOf(outcome: DecodeOutcome): DecodedPhoto {
  if (!outcome.ok) throw new Error(`not decoded: ${outcome.reason}`);
  equal(
    outcome.photo.pixels.data.length,
    outcome.photo.pixels.width * outcome.photo.pixels.height * 3,
    'bytes',
  );
  return outcome.photo;
}

function refused(outcome: DecodeOutcome, kind: 'permanent' | 'transient'): void {
  if (outcome.ok) throw new Error('decoded, although it should not be');
  equal(outcome.kind, kind, `kind of “${outcome.reason}”`);
  ok(outcome.reason.length > 5, 'a reason is given');
}

/** Mean colour of the picture's corner: `right`, `bottom` 0 or 1. */
function corner(raster: Raster, right: number, bottom: number): readonly number[] {
  const x = Math.floor(raster.width * (right ? 0.75 : 0.25));
  const y = Math.floor(raster.height * (bottom ? 0.75 : 0.25));
  return Array.from(raster.data.subarray((y * raster.width + x) * 3, (y * raster.width + x) * 3 + 3));
}

function near(actual: readonly number[], expected: readonly number[], tolerance: number, what: string): void {
  const close = expected.every((v, i) => Math.abs(v - (actual[i] ?? Number.NaN)) <= tolerance);
  ok(close, `${what}: expected about ${expected}, came ${actual}`);
}

function gradient(width: number, height: number): Uint8Array {
  return Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
    return [(x * 255) / width, (y * 255) / height, 128][i % 3] as number;
  });
}

export const decoderContract = [
  contractCase<DecoderSubject>('a PNG comes back pixel for pixel', async ({ decoder }) => {
    const data = gradient(37, 23);
    const photo = photoOf(await decoder.decode(encodePng(37, 23, data), 1000));
    equal([photo.pixels.width, photo.pixels.height], [37, 23], 'size, never enlarged');
    equal(photo.facts, { width: 37, height: 23, takenAt: null, gps: null }, 'facts');
    equal(Array.from(photo.pixels.data), Array.from(data), 'pixels');
  }),

  contractCase<DecoderSubject>('a larger picture is shrunk to the side asked for', async ({ decoder }) => {
    const png = encodePng(300, 200, gradient(300, 200));
    const { pixels, facts } = photoOf(await decoder.decode(png, 100));
    equal([pixels.width, pixels.height], [100, 67], 'size');
    equal([facts.width, facts.height], [300, 200], 'full size');
    near(corner(pixels, 0, 0), [64, 64, 128], 3, 'top left');
    near(corner(pixels, 1, 1), [191, 191, 128], 3, 'bottom right');
  }),

  contractCase<DecoderSubject>('every EXIF orientation comes out upright', async ({ decoder }) => {
    for (const [orientation, corners] of Object.entries(upright)) {
      const jpeg = withExif(quadrantJpeg(), { orientation: Number(orientation) });
      const { pixels, facts } = photoOf(await decoder.decode(jpeg, 100));
      const size = Number(orientation) < 5 ? [48, 32] : [32, 48];
      equal([pixels.width, pixels.height], size, `size at ${orientation}`);
      equal([facts.width, facts.height], size, `facts at ${orientation}`);
      for (const [i, colour] of corners.entries())
        near(corner(pixels, i % 2, i >> 1), colours[colour], 8, `orientation ${orientation}, corner ${i}`);
    }
  }),

  contractCase<DecoderSubject>('capture time and place are read', async ({ decoder }) => {
    const takenAt = '2019:07:04 12:30:00';
    const gps = { latitude: 52.5163, longitude: -13.3777 };
    const here = photoOf(
      await decoder.decode(withExif(quadrantJpeg(), { takenAt, offset: '+02:00', gps }), 100),
    ).facts;
    equal(here.takenAt, Date.UTC(2019, 6, 4, 10, 30), 'time with an offset');
    near([here.gps?.latitude ?? 0, here.gps?.longitude ?? 0], [52.5163, -13.3777], 1e-6, 'place');
    const nowhere = photoOf(await decoder.decode(withExif(quadrantJpeg(), { takenAt }), 100)).facts;
    equal(nowhere.takenAt, Date.UTC(2019, 6, 4, 12, 30), 'time without an offset, read as UTC');
    equal(nowhere.gps, null, 'no place');
    const broken = withExif(quadrantJpeg(), { takenAt: '0000:00:00 00:00:00' });
    equal(photoOf(await decoder.decode(broken, 100)).facts.takenAt, null, 'an empty time');
  }),

  contractCase<DecoderSubject>('transparency lies on white', async ({ decoder }) => {
    const rgba = Uint8Array.from({ length: 8 * 8 * 4 }, (_, i) => (i % 4 === 3 ? 0 : 10));
    const { pixels } = photoOf(await decoder.decode(encodePng(8, 8, rgba), 100));
    near(corner(pixels, 0, 0), [255, 255, 255], 1, 'colour');
  }),

  contractCase<DecoderSubject>('what is no whole picture is refused, with a reason', async ({ decoder }) => {
    const png = encodePng(37, 23, gradient(37, 23));
    refused(await decoder.decode(new Uint8Array(0), 100), 'permanent');
    refused(await decoder.decode(new TextEncoder().encode('this is a text, named .jpg'), 100), 'permanent');
    refused(await decoder.decode(png.subarray(0, png.length / 2), 100), 'permanent');
    refused(await decoder.decode(quadrantJpeg().subarray(0, 200), 100), 'permanent');
    refused(await decoder.decode(quadrantJpeg().subarray(0, 3), 100), 'permanent');
    refused(await decoder.decode(claimingPng(60000, 60000), 100), 'permanent');
  }),

  contractCase<DecoderSubject>('a cancelled decode is not a fault of the file', async ({ decoder }) => {
    refused(await decoder.decode(quadrantJpeg(), 100, { aborted: true }), 'transient');
  }),

  contractCase<DecoderSubject>('many at once each get their own pixels', async ({ decoder }) => {
    const sizes = Array.from({ length: 24 }, (_, i) => 10 + i);
    const outcomes = await Promise.all(
      sizes.map((side) => decoder.decode(encodePng(side, 7, gradient(side, 7)), 1000)),
    );
    equal(
      outcomes.map((o) => photoOf(o).pixels.width),
      sizes,
      'widths',
    );
  }),

  contractCase<DecoderSubject>(
    'damaged files never reject and never lie about their size',
    async ({ decoder }) => {
      const random = createRandom(20261124);
      const whole = [
        quadrantJpeg(),
        withExif(quadrantJpeg(), { orientation: 6 }),
        encodePng(37, 23, gradient(37, 23)),
      ];
      for (let i = 0; i < 60; i++) {
        const damaged = mutate(whole[i % whole.length] as Uint8Array, random);
        const outcome = await decoder.decode(damaged, 100);
        if (outcome.ok) photoOf(outcome);
        else ok(outcome.reason.length > 5, 'a reason is given');
      }
    },
  ),
];
