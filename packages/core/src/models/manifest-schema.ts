import { count, positive, share } from './bounds.js';
import { detectorHead } from './head-schema.js';
import type {
  DetectorEntry,
  EmbedderEntry,
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

const detector = object<DetectorEntry>({
  ...entry,
  head: detectorHead,
  thresholds: object<DetectorEntry['thresholds']>({
    score: share,
    nmsIou: share,
    voteIou: optional(share) as Reader<never>,
  }),
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
