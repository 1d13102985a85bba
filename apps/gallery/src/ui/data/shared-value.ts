import { useSyncExternalStore } from 'react';

/** A value outside of React's tree: whoever uses it is drawn again when another is set. */
export interface SharedValue<T> {
  readonly get: () => T;
  readonly set: (value: T) => void;
  /** A hook. */
  readonly use: () => T;
}

export function sharedValue<T>(first: T): SharedValue<T> {
  let value = first;
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const get = (): T => value;
  return {
    get,
    set(next) {
      if (next === value) return;
      value = next;
      for (const listener of listeners) listener();
    },
    use: () => useSyncExternalStore(subscribe, get),
  };
}
