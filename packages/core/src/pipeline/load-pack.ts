import { type Backend, type ModelFile, type PackManifest, parsePack } from '../models/index.js';
import type { Inference, InferenceSession } from '../ports/index.js';
import { modelKey } from '../vectors/index.js';
import { type LoadableEntry, loadModel, type ModelLoader } from './load-model.js';
import type { LoadedModel, LoadedPack } from './loaded-pack.js';
import { createScratch } from './scratch.js';

export interface LoadPackRequest {
  /** The text of `pack.json`. */
  readonly manifestText: string;
  /** Bytes of a file of the pack, by its name in the manifest. */
  readonly readFile: (name: string) => Promise<Uint8Array>;
  /** Lower-case hex SHA-256. */
  readonly sha256: (bytes: Uint8Array) => Promise<string>;
  readonly inference: Inference;
  /** `auto`: what the runtime has, best first, as each model's files prefer. Named: that one, else loudly the fallback. */
  readonly backend: 'auto' | Backend;
}

/**
 * Loads a pack: reads the manifest, checks every file's length and SHA-256, loads each model and runs its self-test
 * on each backend in turn until one passes; each refusal is a notice. Rejects when the manifest or a file is not as
 * it should be, or when a model passes nowhere; sessions opened until then are closed.
 */
export async function loadPack(request: LoadPackRequest): Promise<LoadedPack> {
  const manifest = parsePack(request.manifestText);
  const notices: string[] = [];
  const loader: ModelLoader = { ...request, files: checkedFiles(request), notice: (n) => notices.push(n) };
  const opened: InferenceSession[] = [];
  const open = async <E extends LoadableEntry>(name: string, entry: E): Promise<LoadedModel<E>> => {
    const session = await loadModel(loader, name, entry);
    opened.push(session);
    return { entry, session };
  };
  const close = async () => {
    for (const session of opened.splice(0)) await session.close();
  };
  try {
    const models = await openAll(manifest, open);
    const backend = models.embedder.session.backend;
    return {
      manifest,
      key: modelKey(manifest),
      ...models,
      backend,
      notices,
      scratch: createScratch(),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openAll(
  { models }: PackManifest,
  open: <E extends LoadableEntry>(name: string, entry: E) => Promise<LoadedModel<E>>,
) {
  return {
    detector: await open('detector', models.detector),
    landmarks: models.landmarks ? await open('landmarks', models.landmarks) : null,
    embedder: await open('embedder', models.embedder),
    quality: models.quality ? await open('quality', models.quality) : null,
  };
}

/** Reads a file and refuses it unless it is, byte for byte, the one the manifest names. */
function checkedFiles({ readFile, sha256 }: LoadPackRequest): (file: ModelFile) => Promise<Uint8Array> {
  return async (file) => {
    const bytes = await readFile(file.file);
    if (bytes.length !== file.bytes) {
      throw new Error(`${file.file}: expected ${file.bytes} bytes, came ${bytes.length}`);
    }
    const hash = await sha256(bytes);
    if (hash !== file.sha256) {
      throw new Error(`${file.file}: expected SHA-256 ${file.sha256}, came ${hash}; fetch the pack again`);
    }
    return bytes;
  };
}
