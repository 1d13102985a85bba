import type { PersonId } from '@kith/core/people';
import { shortId } from '@kith/core/people';
import { faceJson } from '@kith/core/pipeline';
import type { StoredFace } from '@kith/core/ports';
import type { AddCommand } from '../command.js';
import { type CommonOptions, jsonOption, libraryOption } from '../options.js';
import { print, printJson } from '../output/print.js';
import { table, terminalWidth } from '../output/table.js';
import { findPerson } from '../session/find-person.js';
import { type Session, withSession } from '../session/open-session.js';
import { callOf } from '../session/person-name.js';

interface Options extends CommonOptions {
  readonly person?: string;
}

export const addFaces: AddCommand = (program) => {
  jsonOption(libraryOption(program.command('faces')))
    .description('the faces found, or those of one person')
    .option('--person <person>', 'id or name')
    .action((options: Options) =>
      withSession(options, 'read', async (session) => {
        const faces = await facesOf(session, options.person);
        if (options.json) printJson(faces.map((f) => faceJson(f.face, f.path, f.person)));
        else print(faceTable(session, faces));
      }),
    );
};

interface Row {
  readonly face: StoredFace;
  readonly path: string | null;
  readonly person: PersonId | null;
}

async function facesOf(
  { store, model, library }: Session,
  text: string | undefined,
): Promise<readonly Row[]> {
  const wanted = text === undefined ? null : new Set(findPerson(library, text).faces);
  const rows: Row[] = [];
  const paths = new Map<string, string | null>();
  for await (const face of store.faces(model.key)) {
    if (wanted && !wanted.has(face.id)) continue;
    if (!paths.has(face.photo))
      paths.set(face.photo, (await store.photo(face.photo))?.files[0]?.path ?? null);
    rows.push({ face, path: paths.get(face.photo) ?? null, person: library.personOf(face.id) });
  }
  return rows;
}

function faceTable({ library }: Session, rows: readonly Row[]): string {
  if (rows.length === 0) return 'No faces yet.';
  const cells = rows.map(({ face, path, person }) => {
    const found = person === null ? null : library.person(person);
    const { width, height } = face.box;
    return [
      shortId(face.id),
      `${Math.round(width)}×${Math.round(height)}`,
      face.score.toFixed(2),
      face.quality.toFixed(2),
      found ? callOf(found) : '-',
      path ?? '(missing)',
    ];
  });
  const columns = [
    { title: 'FACE' },
    { title: 'PIXELS', align: 'right' },
    { title: 'SCORE', align: 'right' },
    { title: 'QUALITY', align: 'right' },
    { title: 'PERSON' },
    { title: 'PHOTO' },
  ] as const;
  return table(columns, cells, terminalWidth());
}
