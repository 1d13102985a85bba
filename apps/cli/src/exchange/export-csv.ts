import { nameOf } from '@kith/core/people';
import { libraryPhotos } from '@kith/exchange';
import type { Session } from '../session/open-session.js';

const head = 'photo,face,person,name,x,y,width,height,score,quality';

/** One row per face (RFC 4180). Text that a spreadsheet would take for a formula is quoted with an apostrophe. */
export async function* exportCsv(session: Session): AsyncGenerator<string> {
  yield head;
  for await (const { file, faces } of libraryPhotos(session))
    for (const face of faces) {
      const id = session.library.personOf(face.id);
      const name = id === null ? null : nameOf(session.library.person(id));
      const { x, y, width, height } = face.box;
      const numbers = [x, y, width, height].map((n) => n.toFixed(1));
      const cells = [file.path, face.id, id ?? '', name ?? '', ...numbers];
      yield [...cells, face.score.toFixed(4), face.quality.toFixed(4)].map(csvCell).join(',');
    }
}

function csvCell(text: string): string {
  const safe = /^[=+@\t\r]|^-(?!\d)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
