import { Link } from 'wouter';
import type { searchWords } from '../data/search-words.js';
import { called } from '../data/words.js';
import { Icon } from '../parts/icon.js';

/** The way to the photos of all who are searched for. */
export function PhotosTogether({ search }: { readonly search: ReturnType<typeof searchWords> }) {
  if (search.together === null) return <div className="tabs" />;
  const { people, only } = search.together;
  const names = people.map((p) => called(p.name)).join(' and ');
  const ids = people.map((p) => p.id).join(',');
  return (
    <div className="tabs">
      <Link href={`/photos?with=${ids}${only ? '&only=1' : ''}`} className="tab tab-strong">
        {only
          ? `Photos of ${names} and nobody else`
          : `Photos of ${names}${people.length > 1 ? ' together' : ''}`}
        <Icon name="next" />
      </Link>
    </div>
  );
}
