import type { FaceId } from '@kith/core/faces';
import { scaleBox } from '@kith/core/geometry';
import type { PhotoId } from '@kith/core/photo';
import { type Analyse, analyseAgain, defaultAnalyseOptions } from '@kith/core/pipeline';
import type { DecodedPhoto, Telemetry } from '@kith/core/ports';
import { webClock } from '../platform/web-clock.js';
import { webSha256 } from '../platform/web-sha256.js';
import type { NamedSource } from './browser-scan.js';
import { type BrowserScanOptions, type BrowserScanParts, browserAnalyse } from './run-browser-scan.js';

interface Drawn {
  readonly face: FaceId;
  readonly photo: PhotoId;
}

const silent: Telemetry = { stage() {}, count() {}, gauge() {} };

/**
 * Analyses a face that the user has drawn. The photo itself is read where the page still may (`source`, the one scanned
 * last); after a reload it may not, and the preview that was kept of the photo serves. Rejects with a reason for the user.
 */
export async function analyseDrawn(
  drawn: Drawn,
  source: NamedSource | null,
  options: BrowserScanOptions,
  parts: BrowserScanParts,
): Promise<void> {
  if (source !== null && (await isReadable(drawn.photo, source, parts))) {
    const { analyse } = await browserAnalyse(options, parts);
    await analyseAgain(drawn.photo, {
      store: parts.store,
      library: parts.library(),
      decoder: parts.decoder,
      source: source.source,
      roots: [source.root],
      analyse,
      sha256: webSha256,
      clock: webClock,
      telemetry: silent,
      decodeSide: { ...defaultAnalyseOptions, ...options.analyse }.decodeSide,
    });
  } else {
    const { analyse } = await browserAnalyse(options, parts, (name) => name === `face-${drawn.face}`);
    await analysePreview(drawn, analyse, parts);
  }
}

async function isReadable(
  photo: PhotoId,
  { root, source }: NamedSource,
  { store }: BrowserScanParts,
): Promise<boolean> {
  const file = (await store.photo(photo))?.files.find((f) => f.root === root);
  if (file === undefined) return false;
  return source.read(file).then(
    () => true,
    () => false,
  );
}

/** Adds the drawn face to those of its photo, which stay as they are: they were found on the photo itself. */
async function analysePreview(
  { face, photo }: Drawn,
  analyse: Analyse,
  parts: BrowserScanParts,
): Promise<void> {
  const { store } = parts;
  const facts = (await store.photo(photo))?.facts ?? null;
  const pixels = await previewOf(photo, parts);
  const drawing = (await store.drawnFaces(photo)).find((d) => d.face === face);
  if (facts === null || drawing === undefined) throw new Error('the photo has not been analysed yet');
  const before = await store.facesOfPhoto(photo);
  const box = scaleBox(drawing.box, facts.width, facts.height);
  const known = before.map((f) => ({ id: f.id, box: f.box }));
  const request = { id: photo, decoded: { pixels, facts }, known, drawn: [{ id: face, box }] };
  const [found] = await analyse([request], silent);
  const added = found?.faces.find((f) => f.face.id === face);
  if (added === undefined) throw new Error('the face could not be analysed on the preview of the photo');
  const faces = [...before.map(({ vector, person: _, ...kept }) => ({ face: kept, vector })), added];
  await parts.library().record({ indexed: [{ id: photo, facts, faces }], failed: [] }, silent);
}

async function previewOf(
  photo: PhotoId,
  { pictures, decoder }: BrowserScanParts,
): Promise<DecodedPhoto['pixels']> {
  const preview = await pictures.get(`photo-${photo}`);
  if (preview === null)
    throw new Error('choose its folder again: this page may not read the photo by itself');
  const outcome = await decoder.decode(new Uint8Array(await preview.arrayBuffer()), 4096);
  if (!outcome.ok) throw new Error(`the preview of the photo cannot be read: ${outcome.reason}`);
  return outcome.photo.pixels;
}
