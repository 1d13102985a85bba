import type { Person } from '@kith/core/people';

/** Whether a list of people names this one: not the hidden, and not the unnamed of a single photo. */
export function isWorthShowing({ standing, photoCount }: Person): boolean {
  switch (standing.state) {
    case 'hidden':
      return false;
    case 'named':
      return true;
    case 'unnamed':
      return photoCount > 1;
  }
}
