/** What is written into a JPEG's EXIF segment. */
export interface ExifTags {
  /** 1..8. */
  readonly orientation?: number;
  /** `2019:07:04 12:30:00`. */
  readonly takenAt?: string;
  /** `+02:00`. */
  readonly offset?: string;
  /** Degrees; west and south negative. */
  readonly gps?: { readonly latitude: number; readonly longitude: number };
}

type Value =
  | { readonly tag: number; readonly type: 3 | 4; readonly numbers: readonly number[] }
  | { readonly tag: number; readonly type: 2; readonly text: string }
  | { readonly tag: number; readonly type: 5; readonly numbers: readonly number[] };

/** The JPEG with an EXIF segment (TIFF 6.0, big-endian) after its start marker. */
export function withExif(jpeg: Uint8Array, tags: ExifTags): Uint8Array {
  const tiff = tiffOf(tags);
  const body = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
  const length = body.length + 2;
  return Uint8Array.from([0xff, 0xd8, 0xff, 0xe1, length >> 8, length & 255, ...body, ...jpeg.subarray(2)]);
}

function tiffOf({ orientation, takenAt, offset, gps }: ExifTags): number[] {
  const exif: Value[] = [];
  if (takenAt) exif.push({ tag: 0x9003, type: 2, text: takenAt });
  if (offset) exif.push({ tag: 0x9011, type: 2, text: offset });
  const position: Value[] = gps
    ? [
        { tag: 1, type: 2, text: gps.latitude < 0 ? 'S' : 'N' },
        { tag: 2, type: 5, numbers: degrees(gps.latitude) },
        { tag: 3, type: 2, text: gps.longitude < 0 ? 'W' : 'E' },
        { tag: 4, type: 5, numbers: degrees(gps.longitude) },
      ]
    : [];
  const main: Value[] = [];
  if (orientation !== undefined) main.push({ tag: 0x0112, type: 3, numbers: [orientation] });
  const pointers = (exif.length > 0 ? 1 : 0) + (position.length > 0 ? 1 : 0);
  const mainBytes = 2 + (main.length + pointers) * 12 + 4;
  const exifAt = 8 + mainBytes;
  const exifBytes = exif.length > 0 ? directory(exif, exifAt) : [];
  const gpsAt = exifAt + exifBytes.length;
  const gpsBytes = position.length > 0 ? directory(position, gpsAt) : [];
  if (exif.length > 0) main.push({ tag: 0x8769, type: 4, numbers: [exifAt] });
  if (position.length > 0) main.push({ tag: 0x8825, type: 4, numbers: [gpsAt] });
  return [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, ...directory(main, 8), ...exifBytes, ...gpsBytes];
}

/** Degrees, minutes and hundredths of microseconds of arc, as three fractions. */
function degrees(value: number): number[] {
  const total = Math.abs(value);
  const whole = Math.floor(total);
  const minutes = Math.floor((total - whole) * 60);
  const seconds = ((total - whole) * 60 - minutes) * 60;
  return [whole, 1, minutes, 1, Math.round(seconds * 1e6), 1e6];
}

function directory(values: readonly Value[], at: number): number[] {
  const entries: number[] = [];
  const data: number[] = [];
  const dataAt = at + 2 + values.length * 12 + 4;
  for (const value of values) {
    const bytes = bytesOf(value);
    const size = value.type === 2 ? 1 : value.type === 3 ? 2 : value.type === 4 ? 4 : 8;
    entries.push(...u16(value.tag), ...u16(value.type), ...u32(bytes.length / size));
    if (bytes.length <= 4) entries.push(...bytes, ...Array<number>(4 - bytes.length).fill(0));
    else {
      entries.push(...u32(dataAt + data.length));
      data.push(...bytes);
    }
  }
  return [...u16(values.length), ...entries, ...u32(0), ...data];
}

function bytesOf(value: Value): number[] {
  if (value.type === 2) return [...Array.from(value.text, (c) => c.charCodeAt(0)), 0];
  return value.numbers.flatMap((n) => (value.type === 3 ? u16(n) : u32(n)));
}

const u16 = (n: number) => [(n >> 8) & 255, n & 255];
const u32 = (n: number) => [(n >>> 24) & 255, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];
