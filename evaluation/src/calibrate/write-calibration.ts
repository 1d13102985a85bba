import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parsePack } from '@kith/core/models';
import type { Calibration } from './calibrate.js';

/** Writes the cosines into the manifest (embedder.cosineAtFalseMatchRate and …NonMatchRate), to four digits, nothing else changed. */
export async function writeCalibration(
  models: string,
  { rates, missed, pack, crops, pairs }: Calibration,
): Promise<string> {
  const path = models.endsWith('.json') ? models : join(models, 'pack.json');
  const manifest = JSON.parse(await readFile(path, 'utf8'));
  const { embedder } = manifest.models;
  embedder.cosineAtFalseMatchRate = Object.fromEntries(
    rates.map(({ rate, cosine }) => [rate.toExponential(), Number(cosine.toFixed(4))]),
  );
  embedder.cosineAtFalseNonMatchRate = { '5e-2': Number(missed.toFixed(4)) };
  embedder.measured = {
    ...embedder.measured,
    calibratedOn: `${crops} crops, ${pairs} unrelated pairs (${pack})`,
  };
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  parsePack(text);
  await writeFile(path, text);
  return path;
}
