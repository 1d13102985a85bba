import type { FaceId } from '@kith/core/faces';
import { UsageError } from '../usage-error.js';
import { matchesId } from './matches-id.js';
import type { Session } from './open-session.js';

/** The faces meant by ids or beginnings of ids. Throws when one of them is none or several. */
export async function findFaces(
  { store, model }: Session,
  typed: readonly string[],
): Promise<readonly FaceId[]> {
  const texts = [...new Set(typed)];
  const found: FaceId[] = [];
  const rest: string[] = [];
  for (const text of texts) {
    if (await store.face(text as FaceId)) found.push(text as FaceId);
    else rest.push(text);
  }
  if (rest.length === 0) return found;
  const matches = new Map<string, FaceId[]>(rest.map((text) => [text, []]));
  for await (const { id } of store.faces(model.key))
    for (const text of rest) if (matchesId(id, text)) matches.get(text)?.push(id);
  return [...found, ...rest.map((text) => onlyOne(text, matches.get(text) ?? []))];
}

function onlyOne(text: string, ids: readonly FaceId[]): FaceId {
  if (ids.length === 1) return ids[0] as FaceId;
  if (ids.length === 0)
    throw new UsageError(`there is no face '${text}'; list them with: kith faces --person <person>`);
  throw new UsageError(`'${text}' can be ${ids.length} faces: ${ids.slice(0, 5).join(', ')}`);
}
