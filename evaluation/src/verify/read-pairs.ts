import { readFile } from 'node:fs/promises';

/** One pair of the protocol: two pictures, whether they show one person, and the fold it is in. */
export interface PicturePair {
  readonly a: string;
  readonly b: string;
  readonly same: boolean;
  readonly fold: number;
}

/**
 * LFW's pairs.txt: a first line `folds pairs`, then per fold `pairs` lines `name i j` (one person) and as many
 * `name i name2 j` (two). Pictures are `name/name_0001.jpg`. Throws on a line of another form, naming it.
 */
export async function readPairs(path: string): Promise<readonly PicturePair[]> {
  const [head, ...lines] = (await readFile(path, 'utf8')).trim().split(/\r?\n/);
  const [folds, perKind] = head!.trim().split(/\s+/).map(Number);
  if (!folds || !perKind || lines.length !== folds * perKind * 2) {
    throw new Error(
      `${path}: expected 'folds pairs' and folds·pairs·2 lines; got '${head}' and ${lines.length} lines`,
    );
  }
  return lines.map((line, i) => ({
    ...readPair(line, `${path}:${i + 2}`),
    fold: Math.floor(i / (perKind * 2)),
  }));
}

function readPair(line: string, where: string): Omit<PicturePair, 'fold'> {
  const parts = line.trim().split(/\s+/);
  if (parts.length === 3) {
    const [name, i, j] = parts as [string, string, string];
    return { a: picture(name, i), b: picture(name, j), same: true };
  }
  if (parts.length === 4) {
    const [name, i, other, j] = parts as [string, string, string, string];
    return { a: picture(name, i), b: picture(other, j), same: false };
  }
  throw new Error(`${where}: expected 'name i j' or 'name i name2 j'; got '${line}'`);
}

function picture(name: string, number: string): string {
  return `${name}/${name}_${number.padStart(4, '0')}.jpg`;
}
