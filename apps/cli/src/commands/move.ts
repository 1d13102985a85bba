import type { AddCommand } from '../command.js';
import { type CommonOptions, libraryOption } from '../options.js';
import { plural } from '../output/plural.js';
import { print } from '../output/print.js';
import { tellConflicts } from '../output/tell-conflicts.js';
import { findFaces } from '../session/find-face.js';
import { findPerson } from '../session/find-person.js';
import { type Session, withSession } from '../session/open-session.js';
import { callOf } from '../session/person-name.js';
import { UsageError } from '../usage-error.js';

interface Options extends CommonOptions {
  readonly to?: string;
  readonly notPerson?: string;
  readonly notAFace?: true;
}

export const addMove: AddCommand = (program) => {
  libraryOption(program.command('move'))
    .description('say whose faces these are, or are not')
    .argument('<faces...>', 'ids')
    .option('--to <person>', 'they are this person')
    .option('--not-person <person>', 'they are not this person')
    .option('--not-a-face', 'they are no faces, or not wanted')
    .action((faces: string[], options: Options) =>
      withSession(options, 'change', (session) => move(session, faces, options)),
    );
};

async function move(session: Session, texts: readonly string[], options: Options): Promise<void> {
  const { library } = session;
  const { to, notPerson, notAFace } = options;
  if ([to, notPerson, notAFace].filter((o) => o !== undefined).length !== 1)
    throw new UsageError('say one of --to, --not-person and --not-a-face');
  const faces = await findFaces(session, texts);
  const what = `${plural(faces.length, 'face')} ${faces.length === 1 ? 'is' : 'are'}`;
  if (to !== undefined) {
    const person = findPerson(library, to);
    tellConflicts(await library.assign(faces, person.id));
    print(`${what} now ${callOf(person)}.`);
  } else if (notPerson !== undefined) {
    const person = findPerson(library, notPerson);
    tellConflicts(await library.notThisPerson(faces, person.id));
    print(`${what} no longer ${callOf(person)}.`);
  } else {
    tellConflicts(await library.notAFace(faces));
    print(`${what} gone; \`kith undo\` brings ${faces.length === 1 ? 'it' : 'them'} back.`);
  }
}
