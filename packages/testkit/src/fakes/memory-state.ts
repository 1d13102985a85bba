import type { FaceId } from '@kith/core/faces';
import type { Box } from '@kith/core/geometry';
import type { Fact } from '@kith/core/people';
import type { PhotoFacts, PhotoId, PhotoState } from '@kith/core/photo';
import type { DrawnFace, StoredFace, StoredFile } from '@kith/core/ports';
import type { ModelKey } from '@kith/core/vectors';

/** A photo apart from its files; `missing` is not stored, it follows from having none. */
export interface MemoryPhoto {
  id: PhotoId;
  state: Exclude<PhotoState, { state: 'missing' }>;
  facts: PhotoFacts | null;
  model: ModelKey | null;
}

export interface Memory {
  files: Map<string, StoredFile>;
  photos: Map<PhotoId, MemoryPhoto>;
  faces: Map<FaceId, StoredFace>;
  facts: Fact[];
  anchors: Map<FaceId, { id: FaceId; photo: PhotoId; box: Box }>;
  drawn: Map<FaceId, DrawnFace>;
  snapshots: Map<ModelKey, Uint8Array>;
  settings: Map<string, string>;
}

export function emptyMemory(): Memory {
  return {
    files: new Map(),
    photos: new Map(),
    faces: new Map(),
    facts: [],
    anchors: new Map(),
    drawn: new Map(),
    snapshots: new Map(),
    settings: new Map(),
  };
}
