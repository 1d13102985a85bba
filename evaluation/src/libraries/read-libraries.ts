import { createNodeDecoder } from '@kith/node';
import { dropDuplicates } from '../calibrate/drop-duplicates.js';
import { readShards, type ShardCrop } from '../calibrate/read-shards.js';
import { thumbprint, thumbprintLength } from '../calibrate/thumbprint.js';
import type { FaceSet, SetFace } from '../faces/face-set.js';
import type { Half } from '../faces/half.js';
import { inHashOrder } from '../faces/in-hash-order.js';
import { joinRows } from '../faces/join-rows.js';
import type { Analyser } from '../pipeline/analyser.js';
import { groups } from '../results/groups.js';

export interface LibrariesOptions {
  /** Folder of tar shards with index.tsv, and the source to take: labels are family/person. */
  readonly on: string;
  readonly source: string;
  readonly count: number;
  /** A library takes whole families until it has as many faces. */
  readonly faces: number;
}

interface Member extends ShardCrop {
  readonly quality: number;
  readonly vector: Float32Array;
  readonly print: Float32Array;
}

/**
 * Small libraries of whole families, every one with other families, in turns for tuning and for reporting. Families come in the
 * order of the SHA-256 of their names, the crops of a library in that of theirs: mixed, and always the same. A picture under
 * two people of a library is left out, both times. Throws when the source has families for fewer libraries.
 */
export async function readLibraries(
  options: LibrariesOptions,
  analyser: Analyser,
): Promise<readonly FaceSet[]> {
  const lists = divide(await familiesOf(options), options);
  const decoder = createNodeDecoder({ processes: 1 });
  try {
    const sets: FaceSet[] = [];
    for (const [number, crops] of lists.entries()) {
      const members: Member[] = [];
      for (const crop of crops) {
        const made = await member(crop, analyser, decoder);
        if (made) members.push(made);
      }
      sets.push(library(members, number % 2 === 0 ? 'tuning' : 'reporting', analyser));
    }
    return sets;
  } finally {
    await decoder.close();
  }
}

async function familiesOf({ on, source }: LibrariesOptions): Promise<readonly (readonly ShardCrop[])[]> {
  const crops: ShardCrop[] = [];
  for await (const crop of readShards(on, source)) crops.push(crop);
  const families = groups(crops, ({ identity }) => identity.split('/')[0]!);
  return inHashOrder([...families], ([family]) => family).map(([, members]) => members);
}

function divide(
  families: readonly (readonly ShardCrop[])[],
  { count, faces }: LibrariesOptions,
): ShardCrop[][] {
  const lists: ShardCrop[][] = [[]];
  for (const crops of families) {
    if (lists.at(-1)!.length >= faces) lists.push([]);
    if (lists.length > count) break;
    lists.at(-1)!.push(...crops);
  }
  const whole = lists.filter((list) => list.length >= faces);
  if (whole.length < count)
    throw new Error(`${whole.length} libraries of ${faces} faces can be made; expected ${count}`);
  return whole.slice(0, count).map((list) => inHashOrder(list, ({ name }) => name));
}

async function member(
  crop: ShardCrop,
  analyser: Analyser,
  decoder: ReturnType<typeof createNodeDecoder>,
): Promise<Member | null> {
  const { faces } = await analyser.analyseBytes(crop.bytes);
  const decoded = await decoder.decode(crop.bytes, 112);
  const [face] = faces;
  if (!face || !decoded.ok) return null;
  return { ...crop, quality: face.quality, vector: face.vector, print: thumbprint(decoded.photo.pixels) };
}

function library(all: readonly Member[], half: Half, { pack }: Analyser): FaceSet {
  const people = [...new Set(all.map((m) => m.identity))];
  const prints = joinRows(
    all.map((m) => m.print),
    thumbprintLength,
  );
  const kept = dropDuplicates(
    prints,
    Int32Array.from(all, (m) => people.indexOf(m.identity)),
  );
  const members = kept.map((i) => all[i]!);
  const { dimension, files } = pack.manifest.models.embedder;
  return {
    protocol: 'train-families',
    pack: pack.key,
    weightsSha256: files[0]!.sha256,
    photos: members.length,
    dimension,
    faces: members.map((m) => face(m, half)),
    vectors: joinRows(
      members.map((m) => m.vector),
      dimension,
    ),
    missing: [],
  };
}

function face({ name, identity, quality }: Member, half: Half): SetFace {
  return { id: name, photo: name, person: identity, half, quality, takenAt: null };
}
