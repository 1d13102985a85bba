import type { Face, FaceId } from '../faces/index.js';
import type { Fact, PersonId } from '../people/index.js';
import type { PhotoFacts, PhotoFailure, PhotoId, PhotoState } from '../photo/index.js';
import type { FaceVector, ModelKey } from '../vectors/index.js';
import type { PhotoFile } from './photo-source.js';

/** A file the library knows. Several files may be the same photo (same bytes). */
export interface StoredFile extends PhotoFile {
  readonly photo: PhotoId;
}

export interface StoredPhoto {
  readonly id: PhotoId;
  readonly state: PhotoState;
  /** Null until decoded once. */
  readonly facts: PhotoFacts | null;
  /** The key of the pack that indexed it, or null. A photo indexed by another pack is due again. */
  readonly model: ModelKey | null;
  readonly files: readonly PhotoFile[];
}

/** A face with its vector and its person. `person` null: nobody yet (undecided, stranger or too poor). */
export interface StoredFace extends Face {
  readonly vector: FaceVector;
  readonly person: PersonId | null;
}

/** All that one photo gives; written in one transaction. */
export interface IndexedPhoto {
  readonly id: PhotoId;
  readonly facts: PhotoFacts;
  readonly model: ModelKey;
  readonly faces: readonly StoredFace[];
}

/** What one batch gives. Applied in one transaction: all of it or nothing. */
export interface BatchCommit {
  readonly indexed: readonly IndexedPhoto[];
  readonly failed: readonly {
    readonly id: PhotoId;
    readonly failure: PhotoFailure;
    readonly facts: PhotoFacts | null;
  }[];
  /** Faces (of this batch or earlier) whose person changed. Throws on a person for a face nobody knows. */
  readonly moved: ReadonlyMap<FaceId, PersonId | null>;
  /** Engine snapshot after this batch, when one is due; replaces the earlier one of the same model. */
  readonly snapshot: { readonly model: ModelKey; readonly bytes: Uint8Array } | null;
}

/** A user's drawing of a face that detection missed; survives resets. Normalised box, shares of width and height. */
export interface DrawnFace {
  readonly face: FaceId;
  readonly photo: PhotoId;
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

export interface LibraryCounts {
  readonly photos: {
    readonly pending: number;
    readonly indexed: number;
    readonly failed: number;
    readonly missing: number;
  };
  /** Faces, and people, of photos that are there. */
  readonly faces: number;
  readonly people: number;
  readonly facts: number;
}

/**
 * The library. Computed things (faces, vectors, people) and said things (facts, drawn faces, anchors) are apart:
 * `resetComputed` empties the first and never touches the second. Every method is one transaction; a crash at any
 * instant leaves the state before or after it. One writer: a second open rejects, saying who holds it.
 */
export interface Store {
  files(): AsyncIterable<StoredFile>;
  /**
   * Records what a listing saw: new or changed files (hashed by the caller), and which known files are gone. A new
   * photo is `pending`; one whose last file went is `missing`, keeps its faces, and is what it was when it returns.
   */
  syncFiles(seen: readonly StoredFile[], gone: readonly Pick<PhotoFile, 'root' | 'path'>[]): Promise<void>;
  /**
   * Photos that need analysis by `model`: pending, indexed by another pack, with a drawn face that no analysis has seen,
   * transiently failed (fewer than 3 attempts).
   */
  due(model: ModelKey): AsyncIterable<StoredPhoto>;
  photo(id: PhotoId): Promise<StoredPhoto | null>;
  /** Looks a photo up by its path below any root, or an absolute path. */
  photoAt(path: string): Promise<StoredPhoto | null>;
  failed(): AsyncIterable<StoredPhoto>;
  /** Makes every failed photo pending again, permanent failures too; says how many. */
  retryFailed(): Promise<number>;
  /**
   * Applies a batch. An indexed photo's earlier faces are replaced; a failed one keeps its earlier faces and facts.
   * Throws on a photo that no listing brought, and then nothing of the batch is kept.
   */
  commit(batch: BatchCommit): Promise<void>;

  face(id: FaceId): Promise<StoredFace | null>;
  facesOfPhoto(photo: PhotoId): Promise<readonly StoredFace[]>;
  /** Those of photos that are there. */
  facesOfPerson(person: PersonId): Promise<readonly StoredFace[]>;
  /** Faces of missing photos. */
  absentFaces(): AsyncIterable<{ readonly face: FaceId; readonly photo: PhotoId }>;
  /** In insertion order; `vector` of the given model only. */
  faces(model: ModelKey): AsyncIterable<StoredFace>;
  /** Faces said something about whose id must be kept when the photo is analysed again (box in photo pixels). */
  anchors(photo: PhotoId): Promise<readonly Pick<Face, 'id' | 'box'>[]>;
  drawnFaces(photo: PhotoId): Promise<readonly DrawnFace[]>;
  draw(face: DrawnFace): Promise<void>;

  /**
   * Appends facts, keeps the boxes of the faces they name as anchors, and applies the moves, in one transaction.
   * Throws on a fact id already there and on a face the library has neither computed, drawn nor kept as an anchor.
   */
  appendFacts(facts: readonly Fact[], moved: ReadonlyMap<FaceId, PersonId | null>): Promise<void>;
  facts(): Promise<readonly Fact[]>;

  snapshot(model: ModelKey): Promise<Uint8Array | null>;
  counts(): Promise<LibraryCounts>;
  getSetting(key: string): Promise<string | null>;
  setSetting(key: string, value: string): Promise<void>;
  /**
   * Forgets faces, vectors, people and snapshots, in the file too; every photo is pending again. Facts, anchors, drawn
   * faces stay.
   */
  resetComputed(): Promise<void>;
  /** Deletes everything, corrections too. */
  eraseAll(): Promise<void>;
  close(): Promise<void>;
}
