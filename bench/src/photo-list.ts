import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Paths of the folder's JPEGs in order of name; `limit` of them, evenly spread, or all for 0. */
export function photoList(folder: string, limit: number): readonly string[] {
  const names = readdirSync(folder).filter((name) => /\.jpe?g$/i.test(name));
  const all = names.sort((a, b) => (a < b ? -1 : 1)).map((name) => join(folder, name));
  if (limit === 0 || limit >= all.length) return all;
  return Array.from({ length: limit }, (_, i) => all[Math.floor((i * all.length) / limit)] as string);
}
