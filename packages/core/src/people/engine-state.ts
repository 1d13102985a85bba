import type { FaceId } from '../faces/index.js';
import type { PhotoId } from '../photo/index.js';
import { createRowTable, type ModelKey, type RowTable } from '../vectors/index.js';
import type { EngineThresholds } from './engine-thresholds.js';
import type { Fact, FactId, PersonId } from './fact.js';
import { type ResolvedFacts, resolveFacts } from './resolve-facts.js';

/** Place of a face in the engine's arrays: the order of joining. */
export type Slot = number;

/** A tight set of good faces: the unit that linking moves as a whole. */
export interface Micro {
  /** Its row in `State.micros` and in the table of centres. */
  readonly row: number;
  readonly faces: Slot[];
  /** Low-quality faces that follow it. */
  readonly weak: Slot[];
  /** Sum of the faces' vectors; null while small enough to be added up when needed. */
  sum: Float32Array | null;
  /** Nearby micro-clusters and their cosine when last measured; may name ones that are gone. */
  near: Micro[];
  nearCosine: number[];
  cluster: Cluster;
  /** Linked by the user's word alone, never by likeness: a low-quality face that the user placed. */
  readonly mute: boolean;
}

/** Micro-clusters that are one person, or one stranger. */
export interface Cluster {
  micros: Micro[];
  /** Good faces in it. */
  size: number;
  /** Given when it first shows as a person. */
  id: PersonId | null;
  /** Order of founding. */
  readonly serial: number;
  /** Another one after every change of the cluster. */
  stamp: number;
  /** Sum of its good faces' vectors as of that stamp (`clusterSum`). */
  sum: { readonly stamp: number; readonly values: Float32Array } | null;
}

/** The face is in a micro-cluster | attaches or waits | the user ruled it out | it was removed. */
type FaceKind = 'good' | 'weak' | 'excluded' | 'gone';

/** What one correction changed, so that undoing it at once gives exactly what was there before. */
export interface UndoMemory {
  readonly facts: ReadonlySet<FactId>;
  /** Clusters as they were before, in the order of their first change. */
  readonly before: Map<Cluster, ClusterShape>;
  /** Clusters founded from here on are the correction's. */
  readonly start: number;
  /** The correction's clusters and their stamps when it was done. */
  after: ReadonlyMap<Cluster, number>;
}

interface ClusterShape {
  readonly id: PersonId | null;
  readonly stamp: number;
  readonly micros: readonly {
    readonly micro: Micro;
    readonly faces: readonly Slot[];
    readonly weak: readonly Slot[];
  }[];
}

export interface State {
  readonly model: ModelKey;
  readonly dimension: number;
  readonly thresholds: EngineThresholds;
  readonly slots: Map<FaceId, Slot>;
  readonly ids: FaceId[];
  readonly kinds: FaceKind[];
  readonly photos: number[];
  readonly quality: number[];
  /** Milliseconds since 1970; NaN: not known. */
  readonly takenAt: number[];
  /** Faces on their side or upside down. */
  readonly turned: Set<Slot>;
  /** Row of the micro-cluster a good face is in or a weak one attaches to; −1: none. */
  readonly host: number[];
  /** All faces' vectors, row = slot. */
  readonly vectors: RowTable;
  readonly photoNumbers: Map<PhotoId, number>;
  readonly facesOfPhoto: Slot[][];
  readonly micros: (Micro | null)[];
  readonly freeRows: number[];
  readonly centres: RowTable;
  /** Low-quality faces' vectors, so that a new micro-cluster can claim them. */
  readonly weakVectors: RowTable;
  readonly weakSlots: Slot[];
  readonly owners: Map<PersonId, Cluster>;
  facts: Fact[];
  /** Facts that a restored snapshot follows already and that the store has yet to hand in. */
  readonly followed: Set<FactId>;
  resolved: ResolvedFacts;
  serial: number;
  stamp: number;
  /** The latest corrections, for undoing them exactly. */
  readonly memories: UndoMemory[];
  /** The correction being made. */
  remembering: UndoMemory | null;
  /** Raised by every change. */
  version: number;
}

export function emptyState(model: ModelKey, dimension: number, thresholds: EngineThresholds): State {
  return {
    model,
    dimension,
    thresholds,
    slots: new Map(),
    ids: [],
    kinds: [],
    photos: [],
    quality: [],
    takenAt: [],
    turned: new Set(),
    host: [],
    vectors: createRowTable(dimension),
    photoNumbers: new Map(),
    facesOfPhoto: [],
    micros: [],
    freeRows: [],
    centres: createRowTable(dimension),
    weakVectors: createRowTable(dimension),
    weakSlots: [],
    owners: new Map(),
    facts: [],
    followed: new Set(),
    resolved: resolveFacts([]),
    serial: 0,
    stamp: 0,
    memories: [],
    remembering: null,
    version: 0,
  };
}
