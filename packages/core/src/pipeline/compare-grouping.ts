import type { FaceId } from '../faces/index.js';
import type { PersonId } from '../people/index.js';

/** How one grouping of the same faces differs from another. */
export interface GroupingChange {
  readonly faces: number;
  /** People before and after. */
  readonly people: number;
  readonly peopleThen: number;
  /** Faces that would be with another person, or with nobody, or with somebody for the first time. */
  readonly moved: number;
  /** People who would become part of another one, and that one. */
  readonly joined: readonly { readonly person: PersonId; readonly into: PersonId }[];
  /** People of whom a part would become somebody else. */
  readonly parted: readonly { readonly person: PersonId; readonly faces: readonly FaceId[] }[];
}

/**
 * Compares two groupings. A group after is the person before with whom it shares most faces, each person once; so
 * ids need not agree. A person is joined to another when most of its faces go there; it is parted when at least two
 * of its faces, but not most, go to one group that is not its own. O(faces · log faces).
 */
export function compareGrouping(
  before: ReadonlyMap<FaceId, PersonId | null>,
  after: (face: FaceId) => PersonId | null,
): GroupingChange {
  const overlaps = countOverlaps(before, after);
  const owner = matchGroups([...overlaps.values()]);
  const size = new Map<PersonId, number>();
  for (const person of before.values()) if (person !== null) size.set(person, (size.get(person) ?? 0) + 1);
  const joined: GroupingChange['joined'][number][] = [];
  const parted: GroupingChange['parted'][number][] = [];
  const groups = new Set<PersonId>();
  let moved = 0;
  for (const [face, person] of before) {
    const group = after(face);
    if (group !== null) groups.add(group);
    // A group that is nobody's is somebody new.
    if ((group === null ? null : owner.get(group)) !== person) moved++;
  }
  for (const { person, group, faces } of overlaps.values()) {
    const into = owner.get(group);
    if (into === person) continue;
    if (into !== undefined && faces.length * 2 > (size.get(person) ?? 0)) joined.push({ person, into });
    else if (faces.length >= 2) parted.push({ person, faces });
  }
  return { faces: before.size, people: size.size, peopleThen: groups.size, moved, joined, parted };
}

interface Overlap {
  readonly person: PersonId;
  readonly group: PersonId;
  readonly faces: FaceId[];
}

function countOverlaps(
  before: ReadonlyMap<FaceId, PersonId | null>,
  after: (face: FaceId) => PersonId | null,
): Map<string, Overlap> {
  const overlaps = new Map<string, Overlap>();
  for (const [face, person] of before) {
    const group = after(face);
    if (person === null || group === null) continue;
    const key = `${person} ${group}`;
    const known = overlaps.get(key);
    if (known) known.faces.push(face);
    else overlaps.set(key, { person, group, faces: [face] });
  }
  return overlaps;
}

/** The person that each group goes on being, largest overlap first. */
function matchGroups(overlaps: readonly Overlap[]): Map<PersonId, PersonId> {
  const owner = new Map<PersonId, PersonId>();
  const taken = new Set<PersonId>();
  for (const { person, group } of overlaps.toSorted((a, b) => b.faces.length - a.faces.length)) {
    if (owner.has(group) || taken.has(person)) continue;
    owner.set(group, person);
    taken.add(person);
  }
  return owner;
}
