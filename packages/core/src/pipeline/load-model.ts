import {
  type Backend,
  type DetectorEntry,
  defaultSize,
  type EmbedderEntry,
  goldenInput,
  type LandmarksEntry,
  type ModelFile,
  outputProblem,
  type QualityEntry,
} from '../models/index.js';
import { type Inference, type InferenceSession, reasonOf } from '../ports/index.js';

export type LoadableEntry = DetectorEntry | LandmarksEntry | EmbedderEntry | QualityEntry;

export interface ModelLoader {
  readonly inference: Inference;
  readonly backend: 'auto' | Backend;
  /** Checked bytes of a file. */
  readonly files: (file: ModelFile) => Promise<Uint8Array>;
  readonly notice: (text: string) => void;
}

/** The backends that are always tried last, since they need no accelerator. */
const plain: readonly Backend[] = ['cpu', 'wasm'];

/** Opens a model on the first backend whose self-test it passes. Rejects, with every reason, when there is none. */
export async function loadModel(
  loader: ModelLoader,
  name: string,
  entry: LoadableEntry,
): Promise<InferenceSession> {
  const reasons: string[] = [];
  if (loader.backend !== 'auto' && !filesFor(entry.files, loader.backend).length) {
    loader.notice(`the ${name} has no file for ${loader.backend}`);
  }
  const all = candidates(loader, entry);
  for (const [at, { backend, file }] of all.entries()) {
    const bytes = await loader.files(file);
    const attempt = await tryOn(loader.inference, entry, file, bytes, backend);
    if (typeof attempt !== 'string') return attempt;
    reasons.push(`${backend}: ${attempt}`);
    const next = all[at + 1];
    const told = next?.backend === backend ? `${next.file.file}, which is slower` : 'the next';
    loader.notice(`the ${name} does not run on ${backend}, trying ${told} (${attempt})`);
  }
  throw new Error(`the ${name} runs on no backend: ${reasons.join('; ') || 'none is available'}`);
}

/** Backend and file pairs in the order to try: what was asked for, offered or not, else all there are; then the plain ones. */
function candidates({ inference, backend }: ModelLoader, entry: LoadableEntry) {
  const wanted = backend === 'auto' ? inference.available : [backend];
  const order = [...wanted, ...plain.filter((b) => inference.available.includes(b))];
  return [...new Set(order)].flatMap((b) => filesFor(entry.files, b).map((file) => ({ backend: b, file })));
}

/**
 * The file that prefers this backend most; on a plain backend then every other ONNX file, slower but right where a
 * processor reckons wrongly with the first.
 */
function filesFor(files: readonly ModelFile[], backend: Backend): readonly ModelFile[] {
  const rank = (file: ModelFile) => file.backends.indexOf(backend);
  const best = files.filter((file) => rank(file) >= 0).sort((a, b) => rank(a) - rank(b));
  const others = plain.includes(backend) ? files.filter((file) => file.format === 'onnx') : [];
  return [...new Set([...best.slice(0, 1), ...others])];
}

/** The session, or why not. */
async function tryOn(
  inference: Inference,
  entry: LoadableEntry,
  file: ModelFile,
  bytes: Uint8Array,
  backend: Backend,
): Promise<InferenceSession | string> {
  let session: InferenceSession | undefined;
  try {
    session = await inference.load(file, bytes, [backend]);
    const problem =
      session.backend === backend ? await selfTest(session, entry) : `ran on ${session.backend}`;
    if (problem === null) return session;
    await session.close();
    return problem;
  } catch (error) {
    await session?.close();
    return shortened(reasonOf(error));
  }
}

/** The first line, at most 200 characters: runtimes add pages of their own source paths. */
function shortened(message: string): string {
  const line = message.split('\n')[0]!;
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}

/** Runs the golden input of the manifest and looks at the outputs; what is wrong, or null. */
async function selfTest(session: InferenceSession, entry: LoadableEntry): Promise<string | null> {
  const { width, height } = defaultSize(entry.input);
  const shape = entry.input.layout === 'NCHW' ? [1, 3, height, width] : [1, height, width, 3];
  const data = goldenInput(3 * width * height);
  const outputs = await session.run({ [entry.input.name]: { shape, data } });
  for (const name of outputsOf(entry)) {
    const output = outputs[name];
    if (!output) return `self-test: no output '${name}', only ${Object.keys(outputs).join(', ')}`;
    const golden = entry.golden?.output === name ? entry.golden : undefined;
    const problem = outputProblem(output.data, golden);
    if (problem) return `self-test: output '${name}' ${problem}`;
  }
  return null;
}

/** Outputs that must be there and vary. A detector's scores may well be 0 everywhere on a picture of noise. */
function outputsOf(entry: LoadableEntry): readonly string[] {
  const named = 'head' in entry ? entry.head.levels.map((level) => level.boxes) : [entry.output];
  return entry.golden ? [...new Set([...named, entry.golden.output])] : named;
}
