import { shortId } from '@kith/core/people';
import type { AddCommand } from '../command.js';
import { type CommonOptions, jsonOption, libraryOption } from '../options.js';
import { plural } from '../output/plural.js';
import { print, printJson } from '../output/print.js';
import { tellConflicts } from '../output/tell-conflicts.js';
import { findFaces } from '../session/find-face.js';
import { findPerson } from '../session/find-person.js';
import { type Session, withSession } from '../session/open-session.js';
import { callOf } from '../session/person-name.js';

export const addSplit: AddCommand = (program) => {
  jsonOption(libraryOption(program.command('split')))
    .description('make some faces of a person a person of their own')
    .argument('<person>', 'id or name')
    .argument('[faces...]', 'ids; without any, the groups within the person are shown')
    .action((text: string, faces: string[], options: CommonOptions) =>
      withSession(options, faces.length > 0 ? 'change' : 'read', (session) =>
        faces.length > 0 ? split(session, text, faces) : groups(session, text, options),
      ),
    );
};

async function split(session: Session, text: string, faces: readonly string[]): Promise<void> {
  const { library } = session;
  const person = findPerson(library, text);
  const chosen = await findFaces(session, faces);
  const change = await library.split(person.id, chosen);
  const id = library.personOf(chosen[0] as (typeof chosen)[0]);
  const made = id === null ? null : library.person(id);
  print(
    `${plural(chosen.length, 'face')} of ${callOf(person)} ${made ? `${chosen.length === 1 ? 'is' : 'are'} now ${callOf(made)}` : 'left'}.`,
  );
  tellConflicts(change);
}

async function groups({ library }: Session, text: string, options: CommonOptions): Promise<void> {
  const person = findPerson(library, text);
  const found = library.groupsOf(person.id);
  if (options.json) return printJson(found);
  print(`${callOf(person)}: ${plural(found.length, 'group')} of faces that are much alike`);
  for (const [i, group] of found.entries()) print(`  ${i + 1}: ${group.map(shortId).join(' ')}`);
}
