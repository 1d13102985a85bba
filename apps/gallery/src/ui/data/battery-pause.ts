import { useSyncExternalStore } from 'react';

let paused = false;
const listeners = new Set<() => void>();

/** The scan was paused because the battery is low, or it is so no longer. */
export function tellBatteryPause(now: boolean): void {
  if (paused === now) return;
  paused = now;
  for (const listener of listeners) listener();
}

/** Whether the battery is why the scan is paused. */
export function useBatteryPause(): boolean {
  return useSyncExternalStore(subscribe, () => paused);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
