import type { FaceSet } from '../faces/face-set.js';
import { groups } from '../results/groups.js';

/** Two labelled people who share a group, or one who is in several. Named by id only. */
export interface Confusion {
  readonly kind: 'merged' | 'split';
  readonly a: string;
  readonly b: string;
  /** Wrong pairs of faces: put together though of two people, or kept apart though of one. */
  readonly pairs: number;
  /** Faces by which it can be looked up, at most four. */
  readonly faces: readonly string[];
}

/** The worst first, at most `most` of each kind. O(faces + groups · people in them²). */
export function confusions(set: FaceSet, labels: Int32Array, most = 15): readonly Confusion[] {
  const cells = countCells(set, labels);
  const worst = (kind: Confusion['kind']) =>
    [...(kind === 'merged' ? merged(cells) : split(cells))].sort((a, b) => b.pairs - a.pairs).slice(0, most);
  return [...worst('merged'), ...worst('split')];
}

interface Cell {
  readonly person: string;
  readonly group: string;
  readonly faces: string[];
}

function countCells(set: FaceSet, labels: Int32Array): readonly Cell[] {
  const cells = new Map<string, Cell>();
  set.faces.forEach((face, i) => {
    if (face.person === null) return;
    const group = labels[i]! < 0 ? `alone-${i}` : String(labels[i]);
    const key = `${face.person}\n${group}`;
    const cell = cells.get(key) ?? { person: face.person, group, faces: [] };
    cell.faces.push(face.id);
    cells.set(key, cell);
  });
  return [...cells.values()];
}

function merged(cells: readonly Cell[]): readonly Confusion[] {
  return [...groups(cells, (c) => c.group).values()].flatMap((own) => pairsOf(own, 'merged'));
}

function split(cells: readonly Cell[]): readonly Confusion[] {
  return [...groups(cells, (c) => c.person).values()]
    .filter((own) => own.length > 1)
    .map((own) => {
      const sizes = own.map((c) => c.faces.length);
      const total = sizes.reduce((s, n) => s + n, 0);
      const apart = (total * total - sizes.reduce((s, n) => s + n * n, 0)) / 2;
      const person = own[0]!.person;
      const faces = own.slice(0, 4).map((c) => c.faces[0]!);
      return { kind: 'split', a: person, b: `${own.length} groups`, pairs: apart, faces };
    });
}

function pairsOf(cells: readonly Cell[], kind: 'merged'): readonly Confusion[] {
  return cells.flatMap((a, i) =>
    cells.slice(i + 1).map((b) => ({
      kind,
      a: a.person,
      b: b.person,
      pairs: a.faces.length * b.faces.length,
      faces: [...a.faces.slice(0, 2), ...b.faces.slice(0, 2)],
    })),
  );
}
