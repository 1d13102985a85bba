import { createNodeDecoder } from '@kith/node';
import { joinRows } from '../faces/join-rows.js';
import { openAnalyser } from '../pipeline/analyser.js';
import type { PackChoice } from '../pipeline/open-pack.js';
import { dropDuplicates } from './drop-duplicates.js';
import { impostorTail } from './impostor-tail.js';
import { missedByOne } from './missed-by-one.js';
import { type CalibratedRate, ratesFromTail } from './rates-from-tail.js';
import { readShards, type ShardCrop } from './read-shards.js';
import { thumbprint, thumbprintLength } from './thumbprint.js';

export interface CalibrateOptions extends PackChoice {
  /** Folder of tar shards with index.tsv. */
  readonly on: string;
  readonly source: string;
  /** Crops to take at most, spread evenly over the shards. */
  readonly limit: number;
  /** Crops of lower quality are left out, as the engine never links by them. */
  readonly minQuality: number;
  readonly cache: string;
}

export interface Calibration {
  readonly pack: string;
  readonly crops: number;
  readonly families: number;
  readonly duplicatesDropped: number;
  readonly pairs: number;
  readonly rates: readonly CalibratedRate[];
  /** Cosine that one pair in twenty of one person misses. */
  readonly missed: number;
}

const wanted = [1e-2, 3e-3, 1e-3, 3e-4, 1e-4, 3e-5, 1e-5, 1e-6];

/**
 * The cosine at stated false-match rates: the share of pairs of faces of two different families above it. Relatives
 * are no impostors here (labels cross inside families); near-identical pictures under two families are dropped.
 */
export async function calibrate(options: CalibrateOptions): Promise<Calibration> {
  const analyser = await openAnalyser({ ...options, input: 'crop' });
  const decoder = createNodeDecoder({ processes: 1 });
  const crops = await takeCrops(options);
  const vectors: Float32Array[] = [];
  const prints: Float32Array[] = [];
  const families: string[] = [];
  const people: string[] = [];
  for (const { bytes, identity } of crops) {
    const picture = await analyser.analyseBytes(bytes);
    const [face] = picture.faces;
    if (!face || face.quality < options.minQuality) continue;
    const decoded = await decoder.decode(bytes, 112);
    if (!decoded.ok) continue;
    vectors.push(face.vector);
    prints.push(thumbprint(decoded.photo.pixels));
    families.push(identity.split('/')[0]!);
    people.push(identity);
  }
  const pack = analyser.pack.key;
  await Promise.all([analyser.close(), decoder.close()]);
  return { pack, ...measure(vectors, prints, families), missed: missedByOne(vectors, people, 0.05) };
}

/** Crops up to the limit, spread evenly over the shards. */
async function takeCrops({ on, source, limit }: CalibrateOptions): Promise<readonly ShardCrop[]> {
  const all: ShardCrop[] = [];
  for await (const crop of readShards(on, source)) all.push(crop);
  const step = Math.max(1, all.length / limit);
  return Array.from({ length: Math.min(all.length, limit) }, (_, i) => all[Math.floor(i * step)]!);
}

function measure(vectors: Float32Array[], prints: Float32Array[], names: readonly string[]) {
  const known = new Map([...new Set(names)].map((name, i) => [name, i]));
  const families = Int32Array.from(names, (name) => known.get(name)!);
  const kept = dropDuplicates(joinRows(prints, thumbprintLength), families);
  const dimension = vectors[0]!.length;
  const used = joinRows(
    kept.map((i) => vectors[i]!),
    dimension,
  );
  const tail = impostorTail(
    used,
    dimension,
    Int32Array.from(kept, (i) => families[i]!),
    Math.max(...wanted) * 1.5,
  );
  return {
    crops: kept.length,
    families: known.size,
    duplicatesDropped: names.length - kept.length,
    pairs: tail.pairs,
    rates: ratesFromTail(tail, wanted),
  };
}
