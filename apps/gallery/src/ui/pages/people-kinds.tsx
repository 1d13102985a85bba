import { Link } from 'wouter';
import type { PersonCard } from '../../api/outputs.js';

export type Shown = 'people' | 'strangers' | 'hidden';

export function PeopleKinds({
  kinds,
  shown,
}: {
  readonly kinds: Record<Shown, readonly PersonCard[]>;
  readonly shown: Shown;
}) {
  const all: [Shown, string, string][] = [
    ['people', '/', 'Everyone'],
    ['strangers', '/?show=strangers', 'Strangers'],
    ['hidden', '/?show=hidden', 'Hidden'],
  ];
  return (
    <nav className="tabs" aria-label="Which people">
      {all.map(([kind, to, label]) => (
        <Link key={kind} href={to} className="tab" aria-current={kind === shown ? 'page' : undefined}>
          {label} <span className="muted">{kinds[kind].length.toLocaleString()}</span>
        </Link>
      ))}
    </nav>
  );
}
