import { readFileSync } from 'node:fs';
import type { PhotoId } from '@kith/core/photo';
import { analyseBatch, defaultAnalyseOptions, loadPack, type PhotoToAnalyse } from '@kith/core/pipeline';
import { createNodeDecoder, createNodeInference, nodeClock, readPackFolder, sha256 } from '@kith/node';
import type { BenchOptions } from './bench-options.js';
import { photoList } from './photo-list.js';
import { quantile } from './quantile.js';
import { type Row, record } from './record.js';
import { createStageMeter, type StageSum } from './stage-meter.js';

/** Milliseconds of each stage per photo and per face, at batches of 1, 8 and 16 photos, with one thread and two. */
export async function stagesBench(options: BenchOptions): Promise<void> {
  const paths = photoList(options.photos, options.limit);
  const rows: Row[] = [];
  for (const threads of [1, 2]) {
    const { photos, row } = await decodeAll(paths, threads);
    rows.push(row);
    for (const batch of [1, 8, 16]) rows.push(...(await analyseAll(options, photos, threads, batch)));
  }
  record('stages', options.seed, rows);
}

async function decodeAll(paths: readonly string[], threads: number) {
  const decoder = createNodeDecoder({ processes: threads });
  const photos: PhotoToAnalyse[] = [];
  const meter = createStageMeter();
  const one = async (path: string, measured: boolean) => {
    const bytes = readFileSync(path);
    const start = nodeClock.monotonic();
    const outcome = await decoder.decode(bytes, defaultAnalyseOptions.decodeSide);
    if (!outcome.ok) throw new Error(`${path}: ${outcome.reason}`);
    if (!measured) return;
    meter.stage('decode', nodeClock.monotonic() - start, 1, 0);
    photos.push({ id: (await sha256(bytes)) as PhotoId, decoded: outcome.photo, known: [], drawn: [] });
  };
  await Promise.all(paths.slice(0, threads).map((path) => one(path, false)));
  meter.begin();
  for (const path of paths) await one(path, true);
  await decoder.close();
  const sum = meter.sums[0] as StageSum;
  // The work is done in other processes, whose processor time is not this one's.
  return { photos, row: rowOf({ ...sum, cpuMs: Number.NaN }, { pack: '-', threads, batch: 1 }) };
}

async function analyseAll(
  { pack: path, weights }: BenchOptions,
  photos: readonly PhotoToAnalyse[],
  threads: number,
  batch: number,
): Promise<Row[]> {
  const folder = await readPackFolder(path, weights === undefined ? {} : { weights });
  const inference = createNodeInference({ threads, onFallback: () => undefined });
  const pack = await loadPack({ ...folder, sha256, inference, backend: 'cpu' });
  const meter = createStageMeter();
  const analyse = (from: number, telemetry: typeof meter) =>
    analyseBatch({
      photos: photos.slice(from, from + batch),
      pack,
      options: defaultAnalyseOptions,
      telemetry,
      clock: nodeClock,
    });
  for (let warm = 0; warm < 2; warm++) await analyse(0, createStageMeter());
  for (let from = 0; from < photos.length; from += batch) {
    meter.begin();
    await analyse(from, meter);
  }
  await pack.close();
  return meter.sums.map((sum) => rowOf(sum, { pack: pack.key, threads, batch }));
}

function rowOf(sum: StageSum, of: Row): Row {
  return {
    ...of,
    stage: sum.stage,
    photos: sum.photos,
    faces: sum.faces,
    median_ms_photo: quantile(sum.perPhoto, 0.5),
    p95_ms_photo: quantile(sum.perPhoto, 0.95),
    mean_ms_photo: sum.ms / sum.photos,
    cpu_ms_photo: sum.cpuMs / sum.photos,
    cpu_ms_face: sum.faces > 0 ? sum.cpuMs / sum.faces : Number.NaN,
  };
}
