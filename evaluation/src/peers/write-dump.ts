import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FaceSet } from '../faces/face-set.js';

/** The quality gate that peers are given too. */
export interface Gate {
  readonly quality: number;
  readonly attach: number;
  readonly lead: number;
}

/**
 * Writes the faces for the peers: `faces.json` and `vectors.f32`, without a single label. Old partitions in the
 * folder are removed, since they are of other faces.
 */
export async function writeDump(folder: string, set: FaceSet, gate: Gate): Promise<void> {
  await mkdir(folder, { recursive: true });
  await rm(join(folder, 'partitions'), { recursive: true, force: true });
  const faces = set.faces.map(({ id, photo, half, quality, takenAt }) => ({
    id,
    photo,
    half,
    quality,
    takenAt,
  }));
  const { protocol, pack, dimension } = set;
  await writeFile(join(folder, 'faces.json'), JSON.stringify({ protocol, pack, dimension, gate, faces }));
  await writeFile(
    join(folder, 'vectors.f32'),
    new Uint8Array(set.vectors.buffer, set.vectors.byteOffset, set.vectors.byteLength),
  );
}
