import type { Cluster, State } from './engine-state.js';
import { userWord } from './user-word.js';

/** How a sentence calls the person: the name, else the number of pictures. */
export function personLabel(state: State, cluster: Cluster): string {
  const standings = userWord(state).standings.get(cluster) ?? [];
  const named = standings.findLast((standing) => standing.name !== null);
  if (named?.name) return named.name.name;
  const photos = new Set(
    cluster.micros.flatMap((micro) => [...micro.faces, ...micro.weak]).map((slot) => state.photos[slot]),
  );
  return `an unnamed person with ${photos.size} ${photos.size === 1 ? 'picture' : 'pictures'}`;
}
