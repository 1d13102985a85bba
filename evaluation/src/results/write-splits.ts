import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FaceSet } from '../faces/face-set.js';

/** Records who is in which half: `half,id,sha256` of every person or family by line, no picture. */
export async function writeSplits(folder: string, set: FaceSet): Promise<void> {
  const halves = new Map<string, string>();
  for (const { person, half } of [...set.faces, ...set.missing]) {
    if (person !== null) halves.set(person.split('/')[0]!, half);
  }
  const sha256 = (id: string): string => createHash('sha256').update(id).digest('hex');
  const lines = [...halves].sort().map(([id, half]) => `${half},${id},${sha256(id)}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${set.protocol}.csv`), `half,id,sha256\n${lines.join('\n')}\n`);
}
