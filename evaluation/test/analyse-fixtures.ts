import { existsSync, readFileSync } from 'node:fs';
import {
  type AnalysedPhoto,
  type AnalyseOptions,
  analyseBatch,
  defaultAnalyseOptions,
  type LoadedPack,
  loadPack,
} from '@kith/core/pipeline';
import type { DecodedPhoto } from '@kith/core/ports';
import { createNodeDecoder, createNodeInference, nodeClock, readPackFolder, sha256 } from '@kith/node';
import { createRecordingTelemetry } from '@kith/testkit';

/** The repository. */
export const root = new URL('../../', import.meta.url);
const weights = new URL('../shared/models/', root).pathname;

/** Whether the reference weights are absent; throws instead where nothing may be skipped. */
export const noReferenceWeights = !existsSync(weights);
if (noReferenceWeights && process.env['CI'] === 'true') throw new Error(`no reference weights at ${weights}`);

/** One of evaluation/packs; the caller closes it. */
export async function loadReference(name: string): Promise<LoadedPack> {
  const manifest = new URL(`evaluation/packs/${name}.json`, root).pathname;
  const folder = await readPackFolder(manifest, { weights });
  return loadPack({ ...folder, sha256, inference: createNodeInference(), backend: 'cpu' });
}

/** Photos of fixtures/photos, in the order of the names; the longer side at most `side` pixels. */
export async function decodeFixtures(names: readonly string[], side: number): Promise<DecodedPhoto[]> {
  const decoder = createNodeDecoder({ processes: 1 });
  try {
    const photos: DecodedPhoto[] = [];
    for (const name of names) {
      const outcome = await decoder.decode(readFileSync(new URL(`fixtures/photos/${name}`, root)), side);
      if (!outcome.ok) throw new Error(`${name}: ${outcome.reason}`);
      photos.push(outcome.photo);
    }
    return photos;
  } finally {
    await decoder.close();
  }
}

/** The photos in batches of `size`; photo i has the id i. */
export async function analyseInBatches(
  photos: readonly DecodedPhoto[],
  pack: LoadedPack,
  size: number,
  given: Partial<AnalyseOptions> = {},
): Promise<AnalysedPhoto[]> {
  const out: AnalysedPhoto[] = [];
  const telemetry = createRecordingTelemetry();
  const options = { ...defaultAnalyseOptions, ...given };
  for (let i = 0; i < photos.length; i += size) {
    const batch = photos.slice(i, i + size).map((decoded, j) => ({
      id: `${i + j}`.padStart(64, '0') as AnalysedPhoto['id'],
      decoded,
      known: [],
      drawn: [],
    }));
    out.push(...(await analyseBatch({ photos: batch, pack, options, telemetry, clock: nodeClock })));
  }
  return out;
}
