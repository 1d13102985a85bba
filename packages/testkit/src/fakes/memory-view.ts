import type { Face } from '@kith/core/faces';
import type { PhotoId } from '@kith/core/photo';
import type { StoredPhoto } from '@kith/core/ports';
import type { Memory, MemoryPhoto } from './memory-state.js';

/** The photo as the port shows it: with its files, `missing` when it has none. */
export function toStoredPhoto(memory: Memory, photo: MemoryPhoto): StoredPhoto {
  const files = [...memory.files.values()]
    .filter((f) => f.photo === photo.id)
    .map(({ root, path, bytes, modifiedAt }) => ({ root, path, bytes, modifiedAt }));
  const state = files.length === 0 ? ({ state: 'missing' } as const) : photo.state;
  return structuredClone({ id: photo.id, state, facts: photo.facts, model: photo.model, files });
}

export function anchorsOf(memory: Memory, photo: PhotoId): readonly Pick<Face, 'id' | 'box'>[] {
  return [...memory.anchors.values()].filter((a) => a.photo === photo).map(({ id, box }) => ({ id, box }));
}
