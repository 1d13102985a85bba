import { resolve } from 'node:path';
import { shortId } from '@kith/core/people';
import { faceJson } from '@kith/core/pipeline';
import type { StoredPhoto } from '@kith/core/ports';
import type { AddCommand } from '../command.js';
import { type CommonOptions, jsonOption, libraryOption } from '../options.js';
import { plural } from '../output/plural.js';
import { print, printJson } from '../output/print.js';
import { type Session, withSession } from '../session/open-session.js';
import { callOf } from '../session/person-name.js';
import { UsageError } from '../usage-error.js';

interface Options extends CommonOptions {
  readonly why?: true;
}

export const addPhoto: AddCommand = (program) => {
  jsonOption(libraryOption(program.command('photo')))
    .description('what was found in one photo')
    .argument('<path>', 'of the photo, or its path below the folder scanned')
    .option('--why', 'say why each face is that person')
    .action((path: string, options: Options) =>
      withSession(options, 'read', async (session) => {
        const photo = (await session.store.photoAt(resolve(path))) ?? (await session.store.photoAt(path));
        if (!photo) throw new UsageError(`the library does not know the photo ${path}`);
        await show(session, photo, options);
      }),
    );
};

async function show({ store, library, model }: Session, photo: StoredPhoto, options: Options): Promise<void> {
  const faces = (await store.facesOfPhoto(photo.id)).filter((f) => f.vector.model === model.key);
  const path = photo.files[0]?.path ?? null;
  if (options.json) {
    const { width = null, height = null, takenAt = null, gps = null } = photo.facts ?? {};
    const state = photo.state.state === 'failed' ? photo.state : { state: photo.state.state };
    return printJson({
      photo: { id: photo.id, path, ...state, width, height, takenAt, gps },
      faces: faces.map((f) => faceJson(f, path, library.personOf(f.id))),
    });
  }
  print(`${path ?? photo.id}: ${stateOf(photo)}`);
  if (photo.facts) print(`${photo.facts.width}×${photo.facts.height}${taken(photo.facts.takenAt)}`);
  if (photo.state.state === 'indexed') print(`${plural(faces.length, 'face')}`);
  for (const face of faces) {
    const id = library.personOf(face.id);
    const person = id === null ? null : library.person(id);
    const { x, y, width, height } = face.box;
    const at = `${Math.round(width)}×${Math.round(height)} at ${Math.round(x)}, ${Math.round(y)}`;
    print(
      `  ${shortId(face.id)}  ${person ? callOf(person) : 'nobody yet'}  (${at}; quality ${face.quality.toFixed(2)})`,
    );
    if (options.why) print(`    ${library.explain(face.id).sentence}`);
  }
}

function stateOf({ state }: StoredPhoto): string {
  switch (state.state) {
    case 'pending':
      return 'not analysed yet';
    case 'indexed':
      return 'analysed';
    case 'missing':
      return 'the file is gone; what was found is kept in case it returns';
    case 'failed':
      return `could not be read: ${state.failure.reason}`;
  }
}

function taken(at: number | null): string {
  return at === null ? '' : `, taken ${new Date(at).toISOString().slice(0, 16).replace('T', ' ')}`;
}
