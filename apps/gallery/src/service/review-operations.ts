import type { FaceId } from '@kith/core/faces';
import { nameOf, type PersonId, type Suggestion } from '@kith/core/people';
import type { Handlers } from '../api/gallery-api.js';
import type { Question } from '../api/outputs.js';
import { type GalleryContext, personOrThrow } from './gallery-context.js';

const facesShown = 8;
const most = 1000;

/** Questions worth asking, those that gain most photos first. */
export function reviewOperations(context: GalleryContext): Pick<Handlers, 'review'> {
  return {
    review: async ({ limit }) => {
      const questions = context.library
        .suggestions(most)
        .map((s) => questionOf(context, s))
        .filter((q) => q !== null);
      questions.sort((a, b) => b.gain - a.gain);
      return { remaining: questions.length, items: questions.slice(0, limit) };
    },
  };
}

type Side = Extract<Question, { kind: 'same-person' }>['a'];

function sideOf(context: GalleryContext, id: PersonId): Side {
  const person = personOrThrow(context, id);
  const cover = person.cover;
  const others = spread(person.faces.filter((f) => f !== cover));
  return { person: id, name: nameOf(person), photos: person.photoCount, faces: [cover, ...others] };
}

/** A few faces from the whole of the list, not only its beginning. */
function spread(faces: readonly FaceId[]): FaceId[] {
  const step = Math.max(1, faces.length / (facesShown - 1));
  const picked: FaceId[] = [];
  for (let i = 0; i < faces.length && picked.length < facesShown - 1; i += step) {
    picked.push(faces[Math.floor(i)] as FaceId);
  }
  return picked;
}

function questionOf(context: GalleryContext, s: Suggestion): Question | null {
  const exists = (id: PersonId) => context.library.person(id) !== null;
  switch (s.kind) {
    case 'same-person': {
      if (!exists(s.a) || !exists(s.b)) return null;
      const [a, b] = [sideOf(context, s.a), sideOf(context, s.b)];
      const gain = Math.min(a.photos, b.photos);
      return { kind: s.kind, key: `same ${s.a} ${s.b}`, a, b, gain, reason: s.reason };
    }
    case 'still-them':
      if (!exists(s.person)) return null;
      return {
        kind: s.kind,
        key: `still ${s.face} ${s.person}`,
        face: s.face,
        person: sideOf(context, s.person),
        gain: 1,
        reason: s.reason,
      };
    case 'mixed': {
      if (!exists(s.person)) return null;
      // What would be split off must be whole; of what stays some are enough to look at.
      const groups = s.groups.map((g, i) => (i === 0 ? g.slice(0, 200) : g));
      const gain = Math.min(...s.groups.map((g) => g.length));
      const person = sideOf(context, s.person);
      return { kind: s.kind, key: `mixed ${s.person}`, person, groups, gain, reason: s.reason };
    }
    case 'undecided': {
      const candidates = s.candidates.filter(exists).map((id) => sideOf(context, id));
      if (candidates.length === 0) return null;
      return { kind: s.kind, key: `who ${s.face}`, face: s.face, candidates, gain: 1, reason: s.reason };
    }
  }
}
