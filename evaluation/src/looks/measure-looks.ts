// What each look of detection finds and costs: the figures behind `defaultAnalyseOptions`.
// Usage: node measure-looks.js <folder of photos> <count> <weights folder> <out.csv>
// Faces are counted against SCRFD-2.5G at 896 pixels (score at least 0.6, side at least 16 pixels); `turned` photos
// lie on their side. False: detections that match no face of the reference, even at score 0.3.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Detection } from '@kith/core/faces';
import { type Box, boxIou } from '@kith/core/geometry';
import {
  type AnalyseOptions,
  defaultAnalyseOptions,
  detectFaces,
  type LoadedPack,
  loadPack,
} from '@kith/core/pipeline';
import type { DecodedPhoto } from '@kith/core/ports';
import { resize, turn } from '@kith/core/raster';
import { createNodeDecoder, createNodeInference, readPackFolder, sha256 } from '@kith/node';

const [folder, count, weights, out] = process.argv.slice(2) as [string, string, string, string];
const none = { ...defaultAnalyseOptions, closeUpSide: null, turnSide: null, crowdSide: null, minFaceSide: 0 };
const settings: Record<string, AnalyseOptions> = {
  '320': { ...none, detectSide: 320 },
  '640': none,
  '640 + close-up 256': { ...none, closeUpSide: 256 },
  '640 + close-up 256 + turns 320': { ...none, closeUpSide: 256, turnSide: 320 },
};

const load = async (name: string) =>
  loadPack({
    ...(await readPackFolder(`evaluation/packs/${name}.json`, { weights })),
    sha256,
    inference: createNodeInference(),
    backend: 'cpu',
  });
/** What the detector has looked at: its cost is in proportion, whatever else the machine does. */
let pixels = 0;
const [pack, reference] = [await load('reference-yunet-mbf'), await load('reference-scrfd-2.5g-mbf')];
const counted: LoadedPack = {
  ...pack,
  detector: {
    ...pack.detector,
    session: {
      ...pack.detector.session,
      run(inputs) {
        for (const { data } of Object.values(inputs)) pixels += data.length / 3;
        return pack.detector.session.run(inputs);
      },
    },
  },
};
const photos = await decodeSome();
const loose = await truth(photos, 0.3);
const strict = loose.map((faces) => faces.filter((d) => d.score >= 0.6 && d.box.height >= 16));
const sideways = photos.map(turnedPhoto);
const upClose = photos.map((photo, i) => closeUp(photo, strict[i]!));
const rows = [
  'photos,setting,photo count,reference faces,found,false,input pixels per photo,times the first look',
];
for (const [name, set] of [
  ['upright', photos],
  ['turned', sideways],
  ['close-up', upClose.filter((p) => p !== null)],
] as const) {
  const known = name === 'upright' ? { loose, strict } : null;
  const expected = name === 'close-up' ? set.map(expectedBox) : null;
  let first = 0;
  for (const [setting, options] of Object.entries(settings)) {
    pixels = 0;
    const found: Detection[][] = [];
    for (let i = 0; i < set.length; i += 8)
      found.push(...(await detectFaces(set.slice(i, i + 8), counted, options)));
    const cost = pixels / set.length;
    if (setting === '640') first = cost;
    rows.push(
      [
        name,
        setting,
        set.length,
        ...tally(found, known, expected),
        Math.round(cost),
        first ? (cost / first).toFixed(2) : '',
      ].join(','),
    );
  }
}
writeFileSync(out, `${rows.join('\n')}\n`);
console.log(rows.join('\n'));

/** Reference faces, how many were found, and false detections. Turned and close-up photos: photos with a face. */
function tally(
  found: Detection[][],
  known: { loose: Detection[][]; strict: Detection[][] } | null,
  expected: Box[] | null,
): (number | string)[] {
  const hit = (faces: Detection[], i: number) =>
    faces.some((d) => !expected || boxIou(d.box, expected[i]!) > 0.4);
  if (!known) return [found.length, found.filter(hit).length, ''];
  const match = (a: Detection, b: Detection) => boxIou(a.box, b.box) > 0.4;
  const hits = known.strict.flatMap((faces, i) => faces.map((f) => found[i]!.some((d) => match(d, f))));
  const wrong = found.flatMap((faces, i) => faces.filter((d) => !known.loose[i]!.some((f) => match(d, f))));
  return [hits.length, hits.filter(Boolean).length, wrong.length];
}

async function decodeSome(): Promise<DecodedPhoto[]> {
  const decoder = createNodeDecoder({ processes: 1 });
  const names = readdirSync(folder).sort();
  const step = Math.max(1, Math.floor(names.length / Number(count)));
  const decoded: DecodedPhoto[] = [];
  for (const name of names.filter((_, i) => i % step === 0).slice(0, Number(count))) {
    const outcome = await decoder.decode(readFileSync(join(folder, name)), 1600);
    if (!outcome.ok) throw new Error(`${name}: ${outcome.reason}`);
    decoded.push(outcome.photo);
  }
  await decoder.close();
  return decoded;
}

async function truth(set: readonly DecodedPhoto[], minScore: number): Promise<Detection[][]> {
  const found: Detection[][] = [];
  const options = { ...none, detectSide: 896, minScore };
  for (const photo of set) found.push(...(await detectFaces([photo], reference, options)));
  return found;
}

function turnedPhoto(photo: DecodedPhoto): DecodedPhoto {
  const pixels = turn(photo.pixels, 1);
  return { pixels, facts: { ...photo.facts, width: pixels.width, height: pixels.height } };
}

/** The largest face filling the frame, enlarged to 800 pixels: a selfie at arm's length. */
function closeUp({ pixels, facts }: DecodedPhoto, faces: readonly Detection[]): DecodedPhoto | null {
  const largest = [...faces].sort((a, b) => b.box.height - a.box.height)[0];
  if (!largest) return null;
  const { box } = largest;
  const x = Math.max(0, Math.round(box.x - box.width * 0.15));
  const y = Math.max(0, Math.round(box.y - box.height * 0.15));
  const width = Math.min(pixels.width - x, Math.round(box.width * 1.3));
  const height = Math.min(pixels.height - y, Math.round(box.height * 1.3));
  if (height < 40) return null;
  const cut = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    const from = ((y + row) * pixels.width + x) * 3;
    cut.set(pixels.data.subarray(from, from + width * 3), row * width * 3);
  }
  const scale = 800 / Math.max(width, height);
  const large = resize({ width, height, data: cut }, Math.round(width * scale), Math.round(height * scale));
  return { pixels: large, facts: { ...facts, width: large.width, height: large.height } };
}

/** Where the face lies in a close-up that no edge of the photo has cut. */
function expectedBox({ pixels: { width, height } }: DecodedPhoto): Box {
  const margin = 0.15 / 1.3;
  return { x: width * margin, y: height * margin, width: width / 1.3, height: height / 1.3 };
}
