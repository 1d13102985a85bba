import { readFile } from 'node:fs/promises';
import type { PhotoId } from '@kith/core/photo';
import {
  type AnalyseOptions,
  analyseBatch,
  defaultAnalyseOptions,
  type LoadedPack,
} from '@kith/core/pipeline';
import type { DecodedPhoto } from '@kith/core/ports';
import { createNodeDecoder, nodeClock, sha256 } from '@kith/node';
import { embedCrop } from './embed-crop.js';
import { openPack, type PackChoice } from './open-pack.js';
import { type CachedPicture, openVectorCache } from './vector-cache.js';

export interface AnalyserOptions extends PackChoice {
  /** Folder for vectors between runs. */
  readonly cache: string;
  /** `photo`: detect, align, embed. `crop`: the picture is an aligned face already. */
  readonly input: 'photo' | 'crop';
  readonly analyse?: Partial<AnalyseOptions>;
}

/** The product's pipeline over files, with memory. One picture at a time: the stages reuse their input tensors. */
export interface Analyser {
  readonly pack: LoadedPack;
  analyse(path: string): Promise<CachedPicture>;
  analyseBytes(bytes: Uint8Array): Promise<CachedPicture>;
  close(): Promise<void>;
}

const silent = { stage: () => {}, count: () => {}, gauge: () => {} };

/** Opens pack, decoder and cache. A picture that cannot be read is a failure in the result, never an exception. */
export async function openAnalyser(options: AnalyserOptions): Promise<Analyser> {
  const pack = await openPack(options);
  const decoder = createNodeDecoder({ processes: 1 });
  const analyse = { ...defaultAnalyseOptions, ...options.analyse };
  const cache = openVectorCache(options.cache, [options.input, analyse, madeBy(pack)]);
  const make = async (bytes: Uint8Array): Promise<CachedPicture> => {
    const decoded = await decoder.decode(bytes, analyse.decodeSide);
    if (!decoded.ok) return { width: 0, height: 0, takenAt: null, faces: [], failure: decoded.reason };
    const { facts } = decoded.photo;
    const faces =
      options.input === 'photo'
        ? await analysePhoto(bytes, decoded.photo, pack, analyse)
        : [await embedCrop(bytes, decoded.photo.pixels, pack)];
    return { width: facts.width, height: facts.height, takenAt: facts.takenAt, faces, failure: null };
  };
  const analyseBytes = (bytes: Uint8Array) => cache.get(bytes, () => make(bytes));
  return {
    pack,
    analyse: async (path) => analyseBytes(await readFile(path)),
    analyseBytes,
    close: async () => {
      await decoder.close();
      await pack.close();
    },
  };
}

/** All that vectors and boxes depend on. */
function madeBy({ manifest, key }: LoadedPack): unknown {
  const { detector, landmarks, embedder, quality } = manifest.models;
  const { cosineAtFalseNonMatchRate: _, ...made } = embedder;
  return [key, detector, landmarks, { ...made, cosineAtFalseMatchRate: null, measured: null }, quality];
}

async function analysePhoto(
  bytes: Uint8Array,
  decoded: DecodedPhoto,
  pack: LoadedPack,
  options: AnalyseOptions,
): Promise<CachedPicture['faces']> {
  const id = (await sha256(bytes)) as PhotoId;
  const photos = [{ id, decoded, known: [], drawn: [] }];
  const [analysed] = await analyseBatch({ photos, pack, options, telemetry: silent, clock: nodeClock });
  return analysed!.faces.map(({ face, vector }) => ({
    id: face.id,
    box: face.box,
    quality: face.quality,
    vector: vector.values,
  }));
}
