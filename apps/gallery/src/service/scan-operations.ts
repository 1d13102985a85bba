import type { FaceId } from '@kith/core/faces';
import type { PersonId } from '@kith/core/people';
import type { Handlers } from '../api/gallery-api.js';
import { changed, type GalleryContext } from './gallery-context.js';

type Operations = Pick<Handlers, 'scan' | 'scanStart' | 'scanPause' | 'scanResume' | 'scanCancel'>;

/** Start, pause, resume, stop; follows the scan so that the page sees people come in. */
export function scanOperations(context: GalleryContext): Operations {
  const { scan } = context.host;
  follow(context);
  return {
    scan: async () => scan.status(),
    scanStart: async ({ folder }) => {
      await scan.start(folder);
      return scan.status();
    },
    scanPause: async () => {
      await scan.pause();
      return scan.status();
    },
    scanResume: async () => {
      await scan.resume();
      return scan.status();
    },
    scanCancel: async () => {
      await scan.cancel();
      return scan.status();
    },
  };
}

function follow(context: GalleryContext): void {
  const { scan } = context.host;
  let before: Map<FaceId, PersonId> | null = null;
  let done = -1;
  scan.subscribe(() => {
    const status = scan.status();
    if (status.state === 'running' && before === null) before = assignment(context);
    if (status.state === 'idle' && before !== null) {
      context.churn = churnSince(context, before);
      before = null;
    }
    context.emit({ kind: 'scan', status });
    const { progress } = status;
    const now = progress === null || progress.phase === 'loading' ? done : progress.done;
    if (now !== done || status.state === 'idle') changed(context);
    done = now;
  });
}

function assignment(context: GalleryContext): Map<FaceId, PersonId> {
  const people = new Map<FaceId, PersonId>();
  for (const p of context.library.people()) for (const f of p.faces) people.set(f, p.id);
  return people;
}

function churnSince(
  context: GalleryContext,
  before: Map<FaceId, PersonId>,
): { moved: number; of: number } | null {
  if (before.size === 0) return null;
  let moved = 0;
  for (const [face, person] of before) if (context.library.personOf(face) !== person) moved++;
  return { moved, of: before.size };
}
