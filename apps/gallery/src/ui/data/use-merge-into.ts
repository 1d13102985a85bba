import { useLocation } from 'wouter';
import type { PersonCard, PersonDetail } from '../../api/outputs.js';
import { mergedWords } from './merge-words.js';
import { useCorrect } from './use-correct.js';

/** Makes the person one with another, whose page is shown then. */
export function useMergeInto(person: PersonDetail): (into: PersonCard) => Promise<void> {
  const correct = useCorrect();
  const [, go] = useLocation();
  return async (into) => {
    const asked = { into: into.id, others: [person.id] };
    const done = await correct('merge', asked, mergedWords(into, [person]));
    if (done !== null) go(`/person/${into.id}`);
  };
}
