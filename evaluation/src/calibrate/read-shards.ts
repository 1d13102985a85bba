import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseTar } from 'nanotar';

/** A labelled crop out of a shard: encoded picture and identity (family/person). */
export interface ShardCrop {
  readonly name: string;
  readonly identity: string;
  readonly bytes: Uint8Array;
}

/**
 * Crops of one source out of a folder of tar shards with `index.tsv` (crop, shard, source, label, …), shard by shard.
 */
export async function* readShards(folder: string, source: string): AsyncGenerator<ShardCrop> {
  const labels = await readIndex(join(folder, 'index.tsv'), source);
  if (labels.size === 0) throw new Error(`${folder}/index.tsv names no crop of source '${source}'`);
  const shards = (await readdir(folder)).filter((name) => name.endsWith('.tar')).sort();
  for (const shard of shards) {
    for (const { name, data } of parseTar(await readFile(join(folder, shard)))) {
      const crop = name.replace(/\.[a-z]+$/, '');
      const identity = labels.get(crop);
      if (identity !== undefined && data) yield { name: crop, identity, bytes: data };
    }
  }
}

async function readIndex(path: string, source: string): Promise<ReadonlyMap<string, string>> {
  const [head, ...lines] = (await readFile(path, 'utf8')).trim().split('\n');
  const columns = head!.split('\t');
  const [crop, from, label] = ['crop', 'source', 'label'].map((name) => columns.indexOf(name));
  if (crop! < 0 || from! < 0 || label! < 0) throw new Error(`${path}: expected columns crop, source, label`);
  // A label without a slash ('unlabelled') names no identity.
  const rows = lines
    .map((line) => line.split('\t'))
    .filter((row) => row[from!] === source && row[label!]!.includes('/'));
  return new Map(rows.map((row) => [row[crop!]!, row[label!]!]));
}
