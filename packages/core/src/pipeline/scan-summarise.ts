import type { Backend } from '../models/index.js';
import type { PhotoId } from '../photo/index.js';
import type { Store } from '../ports/index.js';
import type { OpenLibrary } from './open-library.js';
import type { ScanSummary } from './scan-summary.js';

export interface SummaryInputs {
  readonly store: Store;
  readonly library: OpenLibrary;
  readonly roots: readonly string[];
  readonly stages: ScanSummary['stages'];
  /** Photos indexed, and tried in vain, by this scan. */
  readonly indexed: number;
  readonly failed: number;
  readonly wallMs: number;
  readonly peakRssMb: number;
  readonly backend: Backend;
}

/** What a scan comes to. Photos are counted by content: two files with the same bytes are one photo. */
export async function summarise(inputs: SummaryInputs): Promise<ScanSummary> {
  const { store, library, indexed, failed, wallMs } = inputs;
  const seen = await photosBelow(store, inputs.roots);
  const failures = await failuresBelow(store, inputs.roots);
  const pending = await pendingBelow(store, library.model, inputs.roots, failures);
  const counts = await store.counts();
  return {
    photos: {
      seen,
      indexed,
      unchanged: seen - indexed - failures.length - pending,
      failed: failures.length,
      missing: counts.photos.missing,
    },
    faces: counts.faces,
    people: library.people().length,
    stages: inputs.stages,
    wallMs: Math.round(wallMs),
    photosPerSecond: wallMs > 0 ? Math.round(((indexed + failed) / wallMs) * 1e5) / 100 : 0,
    peakRssMb: Math.round(inputs.peakRssMb),
    backend: inputs.backend,
    pack: library.model,
    failures: failures.map(({ path, reason, kind }) => ({ photo: path, reason, kind })),
  };
}

async function photosBelow(store: Store, roots: readonly string[]): Promise<number> {
  const photos = new Set<PhotoId>();
  for await (const file of store.files()) if (roots.includes(file.root)) photos.add(file.photo);
  return photos.size;
}

async function failuresBelow(store: Store, roots: readonly string[]) {
  const failures: { id: PhotoId; path: string; reason: string; kind: 'transient' | 'permanent' }[] = [];
  for await (const { id, state, files } of store.failed()) {
    const file = files.find((f) => roots.includes(f.root));
    if (file && state.state === 'failed') failures.push({ id, path: file.path, ...state.failure });
  }
  return failures;
}

/** Photos still to do, after a cancel. */
async function pendingBelow(
  store: Store,
  model: OpenLibrary['model'],
  roots: readonly string[],
  failures: readonly { readonly id: PhotoId }[],
): Promise<number> {
  const failed = new Set(failures.map((f) => f.id));
  let pending = 0;
  for await (const { id, files } of store.due(model))
    if (!failed.has(id) && files.some((f) => roots.includes(f.root))) pending++;
  return pending;
}
