import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A row of a results file: column → value. */
export type ResultRow = Readonly<Record<string, string>>;

/**
 * Appends rows; the first append writes the header, later ones must have the same columns in the same order, so that
 * history stays readable. Values must hold no comma, quote or line break.
 */
export async function appendResults(path: string, rows: readonly ResultRow[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0]!);
  const header = columns.join(',');
  const old = await readFile(path, 'utf8').catch(() => '');
  const known = old.slice(0, Math.max(0, old.indexOf('\n')));
  if (old !== '' && known !== header) {
    throw new Error(`${path}: its columns are ${known}; the new rows have ${header}`);
  }
  await mkdir(dirname(path), { recursive: true });
  const lines = rows.map((row) => columns.map((c) => checked(row[c] ?? '')).join(','));
  await appendFile(path, `${old === '' ? `${header}\n` : ''}${lines.join('\n')}\n`);
}

/** All rows of a results file, oldest first; none when there is no file. */
export async function readResults(path: string): Promise<readonly ResultRow[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const [head, ...lines] = text.trim().split('\n');
  const columns = (head ?? '').split(',');
  return lines.map((line) => {
    const values = line.split(',');
    return Object.fromEntries(columns.map((c, i) => [c, values[i] ?? '']));
  });
}

function checked(value: string): string {
  if (/[",\n\r]/.test(value)) throw new Error(`a result may hold no comma, quote or line break: ${value}`);
  return value;
}
