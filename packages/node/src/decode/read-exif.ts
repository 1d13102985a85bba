import type { PhotoFacts } from '@kith/core/photo';
import exifr from 'exifr';

/** When and where a photo was taken, as far as its metadata says; broken metadata says nothing. */
export async function readExif(bytes: Uint8Array): Promise<Pick<PhotoFacts, 'takenAt' | 'gps'>> {
  try {
    const tags = (await exifr.parse(bytes, options)) as Tags | undefined;
    return { takenAt: takenAt(tags ?? {}), gps: gps(tags ?? {}) };
  } catch {
    return { takenAt: null, gps: null };
  }
}

type Tags = Readonly<Record<string, unknown>>;

const options = {
  tiff: true,
  ifd0: { pick: ['ModifyDate'] },
  exif: {
    pick: ['DateTimeOriginal', 'CreateDate', 'OffsetTimeOriginal', 'OffsetTime', 'OffsetTimeDigitized'],
  },
  gps: { pick: ['GPSLatitude', 'GPSLatitudeRef', 'GPSLongitude', 'GPSLongitudeRef'] },
  xmp: false,
  icc: false,
  iptc: false,
  jfif: false,
  ihdr: false,
  interop: false,
  reviveValues: false,
  mergeOutput: true,
} as unknown as Parameters<typeof exifr.parse>[1];

/** `2019:07:04 12:30:00` with an offset `+02:00` where given; local time is read as UTC where not. */
function takenAt(tags: Tags): number | null {
  const stamp = tags['DateTimeOriginal'] ?? tags['CreateDate'];
  const parts = /^(\d{4}):(\d\d):(\d\d)[ T](\d\d):(\d\d):(\d\d)/.exec(String(stamp ?? ''));
  if (!parts || parts[1] === '0000') return null;
  const [, year, month, day, hour, minute, second] = parts;
  const offset = String(tags['OffsetTimeOriginal'] ?? tags['OffsetTime'] ?? '').trim();
  const zone = /^[+-]\d\d:\d\d$/.test(offset) ? offset : 'Z';
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  return Number.isFinite(time) ? time : null;
}

function gps(tags: Tags): PhotoFacts['gps'] {
  const latitude = tags['latitude'];
  const longitude = tags['longitude'];
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return null;
  const inRange = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return inRange && (latitude !== 0 || longitude !== 0) ? { latitude, longitude } : null;
}
