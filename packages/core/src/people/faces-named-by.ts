import type { FaceId } from '../faces/index.js';
import type { Statement } from './fact.js';

/** Every face a statement mentions: what it is tied to, and what must keep its id when photos are analysed again. */
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
