import type {
  DetectorEntry,
  DetectorHead,
  EmbedderEntry,
  HeadLevel,
  LandmarksEntry,
  ModelFile,
  ModelInput,
  PackManifest,
  QualityEntry,
} from './manifest.js';
import {
  flag,
  list,
  matching,
  number,
  object,
  oneOf,
  optional,
  type Reader,
  reject,
  table,
  text,
  tuple,
  within,
} from './reader.js';

const safePath = matching(
  /^(?![/\\])(?!.*(^|[/\\])\.\.([/\\]|$))(?!.*:)[^\0]+$/,
  "a path inside the pack's folder",
);
const backend = oneOf('cpu', 'coreml', 'cuda', 'directml', 'webgpu', 'wasm');
const share = within(0, 1);
const count = within(1, 1e9, true);
const positive = within(Number.MIN_VALUE, Number.MAX_VALUE);
const triple = (item: Reader<number>) => tuple(item, 3) as Reader<readonly [number, number, number]>;

const modelFile = object<ModelFile>({
  file: safePath,
  sha256: matching(/^[0-9a-f]{64}$/, '64 lower-case hex digits'),
  bytes: count,
  format: oneOf('onnx', 'coreml'),
  precision: oneOf('fp32', 'fp16', 'int8'),
  backends: list(backend),
});

const fixedSize = object<Extract<ModelInput['size'], { kind: 'fixed' }>>({
  kind: oneOf('fixed'),
  width: count,
  height: count,
});
const multipleSize = object<Extract<ModelInput['size'], { kind: 'multiple' }>>({
  kind: oneOf('multiple'),
  multipleOf: count,
  default: count,
});
const size: Reader<ModelInput['size']> = (v, path) =>
  (v as { kind?: unknown } | null)?.kind === 'multiple' ? multipleSize(v, path) : fixedSize(v, path);

const modelInput = object<ModelInput>({
  name: text,
  layout: oneOf('NCHW', 'NHWC'),
  colour: oneOf('RGB', 'BGR'),
  mean: triple(number),
  std: triple(positive),
  size,
  maxBatch: count,
});

const entry = {
  files: list(modelFile, 1),
  input: modelInput,
  parameters: within(0, 1e12),
  megaMacs: within(0, 1e9),
  licence: text,
  provenance: text,
  measured: optional(
    table<number | string>((v, path) => (typeof v === 'string' ? v : number(v, path))),
  ) as Reader<never>,
  golden: optional(
    object<NonNullable<QualityEntry['golden']>>({
      output: text,
      head: list(number, 1),
      tolerance: positive,
    }),
  ) as Reader<never>,
};

const level = object<HeadLevel>({
  stride: count,
  scores: text,
  objectness: optional(text) as Reader<never>,
  boxes: text,
  points: text,
});

const headFields = object<DetectorHead>({
  boxes: oneOf('distance', 'centre-size', 'prior'),
  outputs: oneOf('cells', 'maps'),
  scoreActivation: oneOf('none', 'sigmoid', 'softmax'),
  anchorsPerCell: count,
  anchorOffset: share,
  levels: list(level, 1),
  priorSizes: optional(list(list(positive, 1), 1)) as Reader<never>,
  variances: optional(tuple(positive, 2)) as Reader<never>,
});

const head: Reader<DetectorHead> = (v, path) => {
  const read = headFields(v, path);
  if (read.boxes !== 'prior') return read;
  const fits =
    read.priorSizes?.length === read.levels.length &&
    read.priorSizes.every((sizes) => sizes.length === read.anchorsPerCell);
  if (!fits) {
    reject(`${path}.priorSizes`, `${read.anchorsPerCell} sizes for each of the levels`, read.priorSizes);
  }
  return read;
};

const detector = object<DetectorEntry>({
  ...entry,
  head,
  thresholds: object<DetectorEntry['thresholds']>({ score: share, nmsIou: share }),
});

const landmarks = object<LandmarksEntry>({
  ...entry,
  output: text,
  points: count,
  uncertainty: optional(text) as Reader<never>,
  cropScale: positive,
  alignsFaces: flag,
});

const embedder = object<EmbedderEntry>({
  ...entry,
  output: text,
  dimension: count,
  template: optional(tuple(tuple(number, 2) as Reader<readonly [number, number]>, 5)) as Reader<never>,
  quality: optional(text) as Reader<never>,
  cosineAtFalseMatchRate: table(within(-1, 1)),
  cosineAtFalseNonMatchRate: optional(table(within(-1, 1))) as Reader<never>,
});

const quality = object<QualityEntry>({ ...entry, output: text });

/** What `pack.json` must be. */
export const manifestSchema = object<PackManifest>({
  schema: oneOf(1),
  id: matching(/^[a-z0-9][a-z0-9.-]*$/, 'lower-case letters, digits, dots and dashes'),
  name: text,
  version: text,
  licence: text,
  preprocessing: within(0, 1e6, true),
  models: object<PackManifest['models']>({
    detector,
    landmarks: optional(landmarks) as Reader<never>,
    embedder,
    quality: optional(quality) as Reader<never>,
  }),
  clustering: optional(table(number)) as Reader<never>,
});
