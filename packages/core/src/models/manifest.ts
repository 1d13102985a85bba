/** Which numbers a model file is made of. */
export type Precision = 'fp32' | 'fp16' | 'int8';
/** Where a model runs. `auto` tries the accelerators in order and falls back loudly to `cpu`. */
export type Backend = 'cpu' | 'coreml' | 'cuda' | 'directml' | 'webgpu' | 'wasm';

export interface ModelFile {
  /** Path relative to the pack's folder. */
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly format: 'onnx' | 'coreml';
  readonly precision: Precision;
  /** Backends this file is preferred on, best first; every ONNX file must also run on `cpu`. */
  readonly backends: readonly Backend[];
}

/** How pixels 0..255 become the input tensor: `(value - mean) / std` per channel, in `colour` order. */
export interface ModelInput {
  readonly name: string;
  readonly layout: 'NCHW' | 'NHWC';
  readonly colour: 'RGB' | 'BGR';
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
  /** Fixed `width`×`height`, or any size whose sides are a multiple of `multipleOf`. */
  readonly size:
    | { readonly kind: 'fixed'; readonly width: number; readonly height: number }
    | { readonly kind: 'multiple'; readonly multipleOf: number; readonly default: number };
  /** Largest batch in one call; 1 means the model has no batch dimension to use. */
  readonly maxBatch: number;
}

/** Names of the outputs of one stride of a detection head. Each may be [N, cells·anchors, k] or [N, k·anchors, H, W]. */
export interface HeadLevel {
  readonly stride: number;
  readonly scores: string;
  /** Second factor of the score (YuNet's objectness): score = √(scores · objectness). */
  readonly objectness?: string;
  readonly boxes: string;
  readonly points: string;
}

/**
 * `distance`: boxes are left, top, right, bottom distances in strides from the anchor point (SCRFD).
 * `centre-size`: boxes are (dx, dy, log w, log h) in strides: centre (cell + d)·s, size exp(·)·s (YuNet).
 * `prior`: boxes are SSD offsets against prior boxes with variances (RetinaFace).
 */
export interface DetectorHead {
  readonly boxes: 'distance' | 'centre-size' | 'prior';
  /** `cells`: [N, cells·anchors, k] or [cells·anchors, k]; `maps`: [N, anchors·k, H, W]. */
  readonly outputs: 'cells' | 'maps';
  readonly scoreActivation: 'none' | 'sigmoid' | 'softmax';
  readonly anchorsPerCell: number;
  /** Where in its cell the anchor point sits: 0 its corner (SCRFD, YuNet), 0.5 its centre. */
  readonly anchorOffset: number;
  readonly levels: readonly HeadLevel[];
  /** `prior` only: side lengths in pixels per level, and the two variances. */
  readonly priorSizes?: readonly (readonly number[])[];
  readonly variances?: readonly [number, number];
}

/** Everything of the model that is measured, not chosen. */
export interface Measured {
  readonly [figure: string]: number | string;
}

interface ModelEntry {
  readonly files: readonly ModelFile[];
  readonly input: ModelInput;
  readonly parameters: number;
  /** Multiply-accumulates for one input at its default size, in millions. */
  readonly megaMacs: number;
  readonly licence: string;
  readonly provenance: string;
  readonly measured?: Measured;
  /**
   * Golden self-test: the input tensor is v(i) = ((i·7 + 3·⌊i/97⌋) mod 256 − 127.5) / 127.5 over the flat index i
   * of one input of the default size (channel order and layout as declared); `output` is the flat head of the named
   * output; the largest absolute difference allowed is `tolerance`.
   */
  readonly golden?: { readonly output: string; readonly head: readonly number[]; readonly tolerance: number };
}

export interface DetectorEntry extends ModelEntry {
  readonly head: DetectorHead;
  readonly thresholds: {
    readonly score: number;
    readonly nmsIou: number;
    /** Candidates that overlap a face by so much vote on where it is; absent: the best one says. */
    readonly voteIou?: number;
  };
}

export interface LandmarksEntry extends ModelEntry {
  /** [N, points·2] or [N, points, 2]: x, y as a share 0..1 of the input's width and height. */
  readonly output: string;
  readonly points: number;
  /** [N, points] or [N, 1]: log σ of the error, in the units of `output`; smaller is surer. */
  readonly uncertainty?: string;
  /** The square cut around the detection's box centre: side = cropScale · max(box width, box height). */
  readonly cropScale: number;
  /** Whether alignment uses this model's points (an ablation decides) or the detector's own. */
  readonly alignsFaces: boolean;
}

export interface EmbedderEntry extends ModelEntry {
  readonly output: string;
  readonly dimension: number;
  /** Where the crop's five points lie, in pixels of the input; the ArcFace template for 112×112 when absent. */
  readonly template?: readonly (readonly [number, number])[];
  /** Optional output [N, 1] in 0..1: the quality of the vector. */
  readonly quality?: string;
  /** Cosine at which two different people are taken for one with the stated probability. */
  readonly cosineAtFalseMatchRate: { readonly [rate: string]: number };
  /** Cosine that two faces of one person miss with the stated probability; where it was not measured, absent. */
  readonly cosineAtFalseNonMatchRate?: { readonly [rate: string]: number };
}

export interface QualityEntry extends ModelEntry {
  readonly output: string;
}

/** `pack.json`, schema 1. */
export interface PackManifest {
  readonly schema: 1;
  /** Lower-case letters, digits, dots and dashes. */
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** Raised when alignment or preprocessing changes vectors while the weights do not. */
  readonly preprocessing: number;
  readonly models: {
    readonly detector: DetectorEntry;
    readonly landmarks?: LandmarksEntry;
    readonly embedder: EmbedderEntry;
    readonly quality?: QualityEntry;
  };
  /** Clustering thresholds calibrated for this embedder; the engine's defaults are derived where absent. */
  readonly clustering?: { readonly [threshold: string]: number };
}
