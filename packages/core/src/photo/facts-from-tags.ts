import type { PhotoFacts } from './photo-facts.js';

/** Tags by their EXIF names, as exifr gives them (`latitude` and `longitude` in degrees). */
export type ExifTags = Readonly<Record<string, unknown>>;

/** What to ask exifr for: only what `factsFromTags` reads. */
export const exifTags = {
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
} as const;

/** When and where a photo was taken, as far as its tags say. */
export function factsFromTags(tags: ExifTags): Pick<PhotoFacts, 'takenAt' | 'gps'> {
  return { takenAt: takenAt(tags), gps: gps(tags) };
}

/** `2019:07:04 12:30:00` with an offset `+02:00` where given; local time is read as UTC where not. */
function takenAt(tags: ExifTags): number | null {
  const stamp = tags['DateTimeOriginal'] ?? tags['CreateDate'];
  const parts = /^(\d{4}):(\d\d):(\d\d)[ T](\d\d):(\d\d):(\d\d)/.exec(String(stamp ?? ''));
  if (!parts || parts[1] === '0000') return null;
  const [, year, month, day, hour, minute, second] = parts;
  const offset = String(tags['OffsetTimeOriginal'] ?? tags['OffsetTime'] ?? '').trim();
  const zone = /^[+-]\d\d:\d\d$/.test(offset) ? offset : 'Z';
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  return Number.isFinite(time) ? time : null;
}

function gps(tags: ExifTags): PhotoFacts['gps'] {
  const latitude = tags['latitude'];
  const longitude = tags['longitude'];
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return null;
  const inRange = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return inRange && (latitude !== 0 || longitude !== 0) ? { latitude, longitude } : null;
}
