import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useRead } from '../data/use-read.js';
import { Icon, type IconName } from './icon.js';
import { ScanBar } from './scan-bar.js';

interface Place {
  readonly to: string;
  readonly label: string;
  readonly icon: IconName;
  readonly badge?: number | undefined;
}

/** The frame of every page: places to go (a rail, or a bar at the bottom of a phone), progress, the page. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const { data: review } = useRead('review', { limit: 1 });
  const { data: failed } = useRead('failed', {});
  const places: Place[] = [
    { to: '/', label: 'People', icon: 'people' },
    { to: '/review', label: 'Review', icon: 'review', badge: review?.remaining },
    { to: '/history', label: 'History', icon: 'history' },
    { to: '/failed', label: 'Problems', icon: 'failed', badge: failed?.length },
    { to: '/insight', label: 'Insight', icon: 'insight' },
    { to: '/settings', label: 'Settings', icon: 'settings' },
  ];
  return (
    <div className="shell">
      <button type="button" className="skip" onClick={() => document.getElementById('main')?.focus()}>
        Skip to the page
      </button>
      <nav className="rail" aria-label="Places">
        <div className="brand" aria-hidden="true">
          <svg viewBox="0 0 44 36" className="brand-mark" aria-hidden="true">
            <path d="M2 34V18a11 11 0 0 1 22 0v16z" className="brand-a" />
            <path d="M20 34V13a11 11 0 0 1 22 0v21z" className="brand-b" />
          </svg>
          <span>Kith</span>
        </div>
        <ul>
          {places.map((place) => (
            <PlaceLink key={place.to} {...place} />
          ))}
        </ul>
      </nav>
      <div className="stage">
        <ScanBar />
        <main id="main" tabIndex={-1}>
          {children}
        </main>
      </div>
    </div>
  );
}

function PlaceLink({ to, label, icon, badge = 0 }: Place) {
  const [at] = useLocation();
  const here = to === '/' ? /^\/($|person|photo|\?)/.test(at) : at.startsWith(to);
  return (
    <li>
      <Link href={to} className="place" aria-current={here ? 'page' : undefined}>
        <Icon name={icon} />
        <span className="place-label">{label}</span>
        {badge > 0 && (
          <span className="badge">
            {badge > 99 ? '99+' : badge}
            <span className="unseen"> open</span>
          </span>
        )}
      </Link>
    </li>
  );
}
