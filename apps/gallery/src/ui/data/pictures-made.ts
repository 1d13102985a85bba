import { useSyncExternalStore } from 'react';

let made = 0;
const listeners = new Set<() => void>();

/** Pictures may be there now that were not: what could not be shown is asked for again. */
export function tellPicturesMade(): void {
  made++;
  for (const listener of listeners) listener();
}

/** Changes whenever pictures have been made. */
export function usePicturesMade(): number {
  return useSyncExternalStore(subscribe, () => made);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
