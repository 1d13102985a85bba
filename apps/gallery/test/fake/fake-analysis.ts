import type { OpenLibrary } from '@kith/core/pipeline';
import type { AnalysisControl } from '../../src/service/gallery-host.js';

/** Settings that are kept in memory, and a preview that moves what it is told to; a GPU is refused. */
export function fakeAnalysis(library: OpenLibrary): AnalysisControl {
  let now = { pack: 'kith-default', backend: 'auto', batch: 16, likeness: 0 } as ReturnType<
    AnalysisControl['current']
  >;
  return {
    current: () => now,
    packs: async () => ['kith-default', 'kith-small'],
    change: async (update) => {
      if (update.backend === 'gpu') throw new Error('no GPU of this machine runs the models');
      now = { ...now, ...update };
      return library;
    },
    preview: async (likeness) => {
      const people = library.people();
      const n = Math.round(Math.abs(likeness) * 100);
      const some = people.slice(0, n);
      const joined = some.map((p, i) => ({ person: p.id, into: people[i + 3]?.id ?? p.id }));
      const parted = some.map((p) => ({ person: p.id, faces: p.faces.slice(0, 2) }));
      const moved = n * 7;
      const faces = people.reduce((sum, p) => sum + p.faces.length, 0);
      return likeness < 0
        ? { faces, people: people.length, peopleThen: people.length - n, moved, joined, parted: [] }
        : { faces, people: people.length, peopleThen: people.length + n, moved, joined: [], parted };
    },
  };
}
