import type { Changed, Question } from '../../api/outputs.js';
import { mergedWords, namesLost } from './merge-words.js';
import type { Correct } from './use-correct.js';
import { called } from './words.js';

interface Answer {
  readonly label: string;
  readonly run: () => Promise<Changed | null>;
}

/** The question in words, and what yes and no say to the library. */
export function answersOf(q: Question, correct: Correct): readonly [string, Answer, Answer] {
  switch (q.kind) {
    case 'same-person': {
      const pair = { a: q.a.person, b: q.b.person };
      const differ = namesLost(q.a, [q.b]).length > 0;
      return [
        differ
          ? `Are ${q.a.name} and ${q.b.name} the same person? The name ${q.a.name} would stay.`
          : 'Is this the same person?',
        {
          label: 'Same',
          run: () =>
            correct('answerSame', { ...pair, same: true }, differ ? mergedWords(q.a, [q.b]) : 'One person'),
        },
        { label: 'Different', run: () => correct('answerSame', { ...pair, same: false }, 'Two people') },
      ];
    }
    case 'still-them': {
      const { person, name } = q.person;
      return [
        `Is this still ${name ?? 'them'}?`,
        {
          label: 'Yes',
          run: () => correct('confirmFaces', { faces: [q.face], person }, `This is ${called(name)}`),
        },
        {
          label: 'No',
          run: () => correct('notThisPerson', { faces: [q.face], person }, `Not ${called(name)}`),
        },
      ];
    }
    case 'mixed': {
      const { person, name } = q.person;
      const [, ...others] = q.groups;
      // of every face: said of one a group, the groups would come apart when the library is grouped anew
      const one = q.groups.flat();
      return [
        name === null ? 'Are these different people?' : `Are these different people, all called ${name} now?`,
        { label: 'Different: split', run: () => correct('split', { person, faces: others.flat() }, 'Split') },
        { label: 'All one', run: () => correct('confirmFaces', { faces: one, person }, 'One person') },
      ];
    }
    case 'undecided': {
      const person = q.candidates[0]?.person as string as never;
      const name = called(q.candidates[0]?.name ?? null);
      return [
        `Is this ${name === 'Unnamed' ? 'the same person' : name}?`,
        { label: 'Yes', run: () => correct('assign', { faces: [q.face], to: person }, `This is ${name}`) },
        { label: 'No', run: () => correct('notThisPerson', { faces: [q.face], person }, `Not ${name}`) },
      ];
    }
  }
}
