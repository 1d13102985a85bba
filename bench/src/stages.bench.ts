import { readFileSync } from 'node:fs';
import { parsePack } from '@kith/core/models';
import { createPeopleEngine, deriveThresholds } from '@kith/core/people';
import type { PhotoId } from '@kith/core/photo';
import {
  type AnalysedPhoto,
  analyseBatch,
  defaultAnalyseOptions,
  type LoadedPack,
  loadPack,
  type PhotoToAnalyse,
} from '@kith/core/pipeline';
import { createNodeDecoder, createNodeInference, nodeClock, readPackFolder, sha256 } from '@kith/node';
import type { BenchOptions } from './bench-options.js';
import { photoList } from './photo-list.js';
import { quantile } from './quantile.js';
import { type Row, record } from './record.js';
import { createStageMeter, type StageMeter, type StageSum } from './stage-meter.js';

const batches = [1, 8, 16];

/**
 * Milliseconds of each stage per photo and per face, at batches of 1, 8 and 16 photos, with one thread and two (for
 * decoding: processes). Grouping is the engine's work alone, without the store.
 */
export async function stagesBench(options: BenchOptions): Promise<void> {
  const paths = photoList(options.photos, options.limit);
  const rows: Row[] = [];
  for (const threads of [1, 2])
    for (const batch of batches) {
      const { photos, row } = await decodeAll(paths, threads, batch);
      rows.push(row, ...(await analyseAll(options, photos, threads, batch)));
    }
  record('stages', options.seed, rows);
}

async function decodeAll(paths: readonly string[], threads: number, batch: number) {
  const decoder = createNodeDecoder({ processes: threads });
  const photos: PhotoToAnalyse[] = [];
  const meter = createStageMeter();
  const one = async (path: string): Promise<PhotoToAnalyse> => {
    const bytes = readFileSync(path);
    const outcome = await decoder.decode(bytes, defaultAnalyseOptions.decodeSide);
    if (!outcome.ok) throw new Error(`${path}: ${outcome.reason}`);
    return { id: (await sha256(bytes)) as PhotoId, decoded: outcome.photo, known: [], drawn: [] };
  };
  // The processes are started before the clock.
  await Promise.all(paths.slice(0, threads).map(one));
  for (let from = 0; from < paths.length; from += batch) {
    const start = nodeClock.monotonic();
    const decoded = await Promise.all(paths.slice(from, from + batch).map(one));
    meter.stage('decode', nodeClock.monotonic() - start, decoded.length, 0);
    photos.push(...decoded);
  }
  await decoder.close();
  const sum = meter.sums[0] as StageSum;
  // The work is done in other processes, whose processor time is not this one's.
  return { photos, row: rowOf({ ...sum, cpuMs: Number.NaN }, { pack: '-', threads, batch }) };
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
  const group = grouping(pack, folder.manifestText, meter);
  const analyse = (from: number, telemetry: StageMeter) =>
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
    group(await analyse(from, meter));
  }
  await pack.close();
  return meter.sums.map((sum) => rowOf(sum, { pack: pack.key, threads, batch }));
}

/** Groups batches of analysed photos as a scan would. */
function grouping({ key }: LoadedPack, manifestText: string, meter: StageMeter) {
  const { models, clustering } = parsePack(manifestText);
  const { dimension } = models.embedder;
  const thresholds = deriveThresholds(models.embedder, clustering);
  const engine = createPeopleEngine({ model: key, dimension, thresholds });
  return (photos: readonly AnalysedPhoto[]) => {
    const start = nodeClock.monotonic();
    for (const { faces } of photos)
      engine.add(
        faces.map(({ face: { id, photo, quality }, vector }) => ({
          id,
          photo,
          vector,
          quality,
          takenAt: null,
        })),
      );
    const faces = photos.reduce((sum, photo) => sum + photo.faces.length, 0);
    meter.stage('cluster', nodeClock.monotonic() - start, photos.length, faces);
  };
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
