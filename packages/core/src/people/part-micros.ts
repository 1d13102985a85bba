import type { FaceId } from '../faces/index.js';
import type { Micro, Slot, State } from './engine-state.js';
import { microOf } from './user-word.js';

/**
 * Faces that must leave their micro-cluster because facts join it, through others or by itself, to a face they
 * are parted from. Without them no two parted faces are bound together. O(faces named by facts).
 */
export function partMicros(state: State): Slot[] {
  const { links } = state.resolved;
  const bundles = bundleMicros(state);
  const leaving: Slot[] = [];
  for (const members of bundles.values()) {
    const sets = [...new Set(members.map(({ set }) => set))];
    const parted = new Set(
      sets.filter((set) => sets.some((other) => other !== set && links.apart(set, other))),
    );
    for (const { face, micro, set } of members) {
      if (parted.has(set) && micro.faces.length > 1) leaving.push(state.slots.get(face)!);
    }
  }
  return leaving.sort((a, b) => a - b);
}

interface Member {
  readonly face: FaceId;
  readonly micro: Micro;
  readonly set: number;
}

/** Micro-clusters bound together by must-links, as the faces of theirs that facts name. */
function bundleMicros(state: State): Map<Micro, Member[]> {
  const root = new Map<Micro, Micro>();
  const find = (micro: Micro): Micro => {
    let at = micro;
    for (let up = root.get(at); up && up !== at; up = root.get(at)) at = up;
    return at;
  };
  const members: Member[] = [];
  const first = new Map<number, Micro>();
  for (const [face, set] of state.resolved.links.faces()) {
    const micro = microOf(state, face);
    if (!micro?.faces.includes(state.slots.get(face)!)) continue;
    members.push({ face, micro, set });
    const [a, b] = [find(first.get(set) ?? micro), find(micro)];
    first.set(set, a);
    if (a !== b) root.set(b, a);
  }
  const bundles = new Map<Micro, Member[]>();
  for (const member of members) {
    const bundle = find(member.micro);
    bundles.set(bundle, [...(bundles.get(bundle) ?? []), member]);
  }
  return bundles;
}
