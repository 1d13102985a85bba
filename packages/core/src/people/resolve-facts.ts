import type { FaceId } from '../faces/index.js';
import { activeFacts } from './active-facts.js';
import type { Fact, FactId, PersonId } from './fact.js';
import { createLinkSets, type LinkSets } from './link-sets.js';
import type { FactConflict } from './people-engine.js';

/** What the user said of a person, gathered from every fact in force that names its id. */
export interface Standing {
  readonly person: PersonId;
  /** Face it is tied to: that of the latest such fact. */
  readonly anchor: FaceId;
  readonly name: { readonly name: string; readonly anchor: FaceId; readonly fact: FactId } | null;
  readonly hidden: boolean;
  readonly cover: FaceId | null;
  readonly born: string | null;
}

/** The facts in force, in the form the engine asks for them. */
export interface ResolvedFacts {
  readonly links: LinkSets;
  /** Faces said not to be someone: they leave their micro-cluster and are placed after all others. */
  readonly exiled: ReadonlySet<FaceId>;
  /** Faces the user placed: same(a, b), same(a, a), and anchors; they are people whatever their quality. */
  readonly placed: ReadonlySet<FaceId>;
  /** Faces said to be none. */
  readonly excluded: ReadonlySet<FaceId>;
  readonly standings: readonly Standing[];
  readonly conflicts: readonly FactConflict[];
}

/** Resolves the whole log: undo first, then links from the latest to the earliest, then names. O(facts). */
export function resolveFacts(log: readonly Fact[]): ResolvedFacts {
  const facts = activeFacts(log);
  const conflicts: FactConflict[] = [];
  const links = createLinkSets(conflicts);
  const exiled = new Set<FaceId>();
  const placed = new Set<FaceId>();
  const excluded = new Set<FaceId>();
  const place = (...faces: readonly FaceId[]) => {
    for (const face of faces) if (!excluded.has(face)) placed.add(face);
  };
  for (const { id, statement } of facts.toReversed()) {
    if (statement.kind === 'same') {
      if (links.join(statement.a, statement.b, id)) place(statement.a, statement.b);
    } else if (statement.kind === 'different') links.part(statement.a, statement.b, id);
    else if (statement.kind === 'not-person') {
      if (links.part(statement.face, statement.anchor, id)) exiled.add(statement.face);
    } else if (statement.kind === 'not-a-face' && !placed.has(statement.face)) excluded.add(statement.face);
  }
  const standings = gatherStandings(facts);
  for (const { anchor } of standings) place(anchor);
  partNames(standings, links, conflicts);
  return { links, exiled, placed, excluded, standings, conflicts };
}

function gatherStandings(facts: readonly Fact[]): Standing[] {
  const people = new Map<PersonId, Standing>();
  for (const { id, statement } of facts) {
    if (!('person' in statement) || statement.kind === 'not-person') continue;
    const { person, anchor } = statement;
    const known = people.get(person) ?? { person, name: null, hidden: false, cover: null, born: null };
    people.delete(person); // so that the order is that of the latest fact
    people.set(person, { ...known, anchor, ...standingOf(statement, id) });
  }
  return [...people.values()];
}

type PersonStatement = Extract<Fact['statement'], { readonly kind: 'name' | 'hide' | 'cover' | 'born' }>;

function standingOf(statement: PersonStatement, fact: FactId): Partial<Standing> {
  switch (statement.kind) {
    case 'name':
      return {
        name: statement.name === null ? null : { name: statement.name, anchor: statement.anchor, fact },
      };
    case 'hide':
      return { hidden: statement.hidden };
    case 'cover':
      return { cover: statement.face };
    case 'born':
      return { born: statement.date };
  }
}

/** People with different names are different people, unless the user linked them: then the later name holds. */
function partNames(standings: readonly Standing[], links: LinkSets, conflicts: FactConflict[]): void {
  const named = standings.flatMap(({ name }) => (name ? [name] : [])).toReversed();
  const byPerson = new Map<number, (typeof named)[number]>();
  for (const name of named) {
    const set = links.setOf(name.anchor, true);
    const later = byPerson.get(set);
    if (!later) byPerson.set(set, name);
    else if (later.name !== name.name) {
      conflicts.push({
        kind: 'name',
        inForce: later.fact,
        overruled: name.fact,
        reason: `one person is called both ${later.name} and ${name.name}; the later name holds`,
      });
    }
  }
  links.partByLabel(new Map([...byPerson].map(([set, { name }]) => [set, name])));
}
