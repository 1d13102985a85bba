import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One run of one peer with one setting over one half. */
export interface PeerPartition {
  readonly method: string;
  readonly setting: Readonly<Record<string, number | string>>;
  readonly half: 'tuning' | 'reporting';
  readonly seconds: number;
  readonly labels: Int32Array;
}

/** All partitions that the peers wrote into a dump. */
export async function readPartitions(folder: string): Promise<readonly PeerPartition[]> {
  const files = (await readdir(join(folder, 'partitions'))).filter((f) => f.endsWith('.json')).sort();
  const rows = await Promise.all(
    files.map(async (file) => JSON.parse(await readFile(join(folder, 'partitions', file), 'utf8'))),
  );
  return rows.flat().map((row) => ({ ...row, labels: Int32Array.from(row.labels as number[]) }));
}
