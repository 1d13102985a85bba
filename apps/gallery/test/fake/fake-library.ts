import type { FaceId, Score } from '@kith/core/faces';
import type { EngineChange, Person, PersonId, PersonState, Suggestion } from '@kith/core/people';
import type { HistoryEntry, OpenLibrary } from '@kith/core/pipeline';
import type { Cosine, ModelKey } from '@kith/core/vectors';
import type { InventedLibrary } from './invent-library.js';

export const fakeModel = 'fake/0123456789abcdef/1' as ModelKey;

interface Kept {
  name: string | null;
  hidden: boolean;
  born: string | null;
  cover: FaceId;
  faces: Set<FaceId>;
}

/** People without an engine: what the user says is done at once and undone by putting back what was there. */
export function createFakeLibrary(invented: InventedLibrary, now: () => number): OpenLibrary {
  const people = new Map<PersonId, Kept>();
  const history: (HistoryEntry & { undone: boolean; restore: () => void })[] = [];
  const answered = new Set<string>();
  for (const face of invented.faces.values()) place(face.id, face.person);

  function place(face: FaceId, person: PersonId | null): void {
    const stored = invented.faces.get(face);
    if (stored === undefined) throw new Error(`There is no face ${face}.`);
    const before = stored.person === null ? undefined : people.get(stored.person);
    before?.faces.delete(face);
    if (before?.cover === face) before.cover = [...before.faces][0] ?? face;
    if (before?.faces.size === 0 && stored.person !== null && stored.person !== person)
      people.delete(stored.person);
    invented.faces.set(face, Object.assign(stored, { person }));
    if (person === null) return;
    const kept = people.get(person) ?? fresh(person, face);
    kept.faces.add(face);
    people.set(person, kept);
  }

  function fresh(person: PersonId, cover: FaceId): Kept {
    return { name: invented.names.get(person) ?? null, hidden: false, born: null, cover, faces: new Set() };
  }

  function known(id: PersonId): Kept {
    const kept = people.get(id);
    if (kept === undefined) throw new Error(`There is no person ${id}.`);
    return kept;
  }

  /** Applies `change` and remembers the people and faces it named as they were. */
  async function act(
    sentence: string,
    faces: readonly FaceId[],
    ids: readonly PersonId[],
    change: () => void,
  ) {
    const placed = faces.map((f) => [f, invented.faces.get(f)?.person ?? null] as const);
    const kept = ids.map((id) => [id, { ...known(id), faces: new Set(known(id).faces) }] as const);
    change();
    const action = `a${history.length + 1}`;
    const restore = () => {
      for (const [f, person] of placed) place(f, person);
      for (const [id, k] of kept) {
        const { name, hidden, born, cover } = k;
        people.set(id, { name, hidden, born, cover, faces: people.get(id)?.faces ?? k.faces });
      }
    };
    history.push({ action, at: now(), sentence, statements: [], undone: false, restore });
    return changeOf(faces);
  }

  function changeOf(faces: readonly FaceId[]): EngineChange {
    return { moved: new Map(faces.map((f) => [f, invented.faces.get(f)?.person ?? null])), conflicts: [] };
  }

  function view(id: PersonId, k: Kept): Person {
    const faces = [...k.faces];
    const standing: PersonState = k.hidden
      ? { state: 'hidden', name: k.name }
      : k.name === null
        ? { state: 'unnamed' }
        : { state: 'named', name: k.name };
    const photoCount = new Set(faces.map((f) => f.split('.')[0])).size;
    return { id, standing, faces, photoCount, cover: k.cover, born: k.born, cohesion: 0.8 as Score };
  }

  const called = (id: PersonId) => known(id).name ?? 'somebody';
  const aNew = (face: FaceId) => `p${face}` as PersonId;

  const unused = () => Promise.reject(new Error('not part of the fake'));
  return {
    model: fakeModel,
    record: unused,
    refreshPresence: async () => undefined,
    saveSnapshot: unused,
    say: unused,
    people: () => [...people].map(([id, k]) => view(id, k)),
    person: (id) => {
      const kept = people.get(id);
      return kept === undefined ? null : view(id, kept);
    },
    personOf: (face) => invented.faces.get(face)?.person ?? null,
    groupsOf: (id) => {
      const faces = [...known(id).faces];
      const cut = Math.ceil(faces.length * 0.6);
      return faces.length < 4 ? [faces] : [faces.slice(0, cut), faces.slice(cut)];
    },
    explain: (face) => ({
      face,
      person: invented.faces.get(face)?.person ?? null,
      sentence: 'It is very close to four other photos of this person, two of them taken on the same day.',
      nearest: [...known(invented.faces.get(face)?.person as PersonId).faces].slice(0, 5).map((f, i) => ({
        face: f,
        person: invented.faces.get(f)?.person ?? null,
        cosine: (0.82 - 0.05 * i) as Cosine,
      })),
    }),
    suggestions: (limit) => suggest(people, answered).slice(0, limit),

    name: (id, name) =>
      act(`Named ${called(id)} ${name ?? '(no name)'}`, [], [id], () => {
        known(id).name = name;
      }),
    found: (face, name) =>
      act(`Named ${name}`, [face], [], () => {
        const person = aNew(face);
        place(face, person);
        known(person).name = name;
      }),
    merge: (into, others) => {
      const faces = others.flatMap((o) => [...known(o).faces]);
      return act(`Merged ${others.length + 1} people into ${called(into)}`, faces, [into, ...others], () => {
        for (const f of faces) place(f, into);
      });
    },
    split: (id, faces) =>
      act(`Split ${faces.length} faces from ${called(id)}`, faces, [id], () => {
        for (const f of faces) place(f, aNew(faces[0] as FaceId));
      }),
    assign: (faces, to) =>
      act(`${faces.length} faces are ${called(to)}`, faces, [to], () => {
        for (const f of faces) place(f, to);
      }),
    notThisPerson: (faces, id) =>
      act(`${faces.length} faces are not ${called(id)}`, faces, [id], () => {
        for (const f of faces) if (invented.faces.get(f)?.person === id) place(f, null);
      }),
    answerSame: (a, b, same) => {
      answered.add(`${a} ${b}`);
      const faces = same ? [...known(b).faces] : [];
      return act(same ? 'Two people are the same' : 'Two people are different', faces, [a, b], () => {
        for (const f of faces) place(f, a);
      });
    },
    notAFace: (faces) =>
      act(`${faces.length} are not faces`, faces, [], () => {
        for (const f of faces) place(f, null);
      }),
    hide: (ids, hidden) =>
      act(`${hidden ? 'Hid' : 'Showed'} ${ids.length} people`, [], ids, () => {
        for (const id of ids) known(id).hidden = hidden;
      }),
    cover: (id, face) =>
      act(`New cover for ${called(id)}`, [], [id], () => {
        known(id).cover = face;
      }),
    born: (id, date) =>
      act(`${called(id)} was born ${date}`, [], [id], () => {
        known(id).born = date;
      }),
    history: () => history,
    undo: async (action) => {
      const entry = history.findLast((h) => !h.undone && (action === undefined || h.action === action));
      if (entry === undefined) throw new Error('There is nothing to undo.');
      entry.restore();
      entry.undone = true;
      answered.clear();
      return changeOf([]);
    },
    close: async () => undefined,
  };
}

function suggest(people: ReadonlyMap<PersonId, Kept>, answered: ReadonlySet<string>): Suggestion[] {
  const open = [...people].filter(([, k]) => !k.hidden && k.faces.size > 3);
  const found: Suggestion[] = [];
  for (const [i, [a, ka]] of open.slice(0, 30).entries()) {
    const [b, kb] = open[(i * 7 + 23) % open.length] ?? [a, ka];
    if (b === a || answered.has(`${a} ${b}`)) continue;
    const reason = `${Math.min(5, kb.faces.size)} of their faces are close to each other, and none of them share a photo.`;
    found.push({ kind: 'same-person', a, b, faces: kb.faces.size, cosine: 0.5 as Cosine, reason });
  }
  for (const [person, k] of open.slice(3, 6)) {
    const faces = [...k.faces];
    const groups = [faces.slice(0, Math.ceil(faces.length / 2)), faces.slice(Math.ceil(faces.length / 2))];
    found.push({ kind: 'mixed', person, groups, reason: 'The faces fall into two groups that differ.' });
  }
  const [one] = open.slice(8, 9);
  if (one !== undefined) {
    const face = [...one[1].faces].at(-1) as FaceId;
    found.push({
      kind: 'still-them',
      person: one[0],
      face,
      reason: 'This face is the farthest from the rest.',
    });
  }
  return found;
}
