import type { Face, FaceId } from '@kith/core/faces';
import type { Statement } from '@kith/core/people';
import type { PhotoId } from '@kith/core/photo';
import type { Memory } from './memory-state.js';

/** Every face a statement mentions. */
export function facesNamedBy(statement: Statement): readonly FaceId[] {
  switch (statement.kind) {
    case 'same':
    case 'different':
      return [statement.a, statement.b];
    case 'not-person':
    case 'cover':
      return [statement.face, statement.anchor];
    case 'name':
    case 'hide':
    case 'born':
      return [statement.anchor];
    case 'not-a-face':
      return [statement.face];
    case 'undo':
      return [];
  }
}

export function anchorsOf(memory: Memory, photo: PhotoId): readonly Pick<Face, 'id' | 'box'>[] {
  return [...memory.anchors.values()].filter((a) => a.photo === photo).map(({ id, box }) => ({ id, box }));
}
