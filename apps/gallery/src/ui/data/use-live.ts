import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useApi } from './api-context.js';
import { tellPicturesMade } from './pictures-made.js';

/** A scan changes the library several times a second; nobody reads as fast, and each reading costs the page some 10 ms. */
const restMs = 1200;
const still = new Set(['about', 'scan', 'insight', 'faceMap', 'explain', 'settings', 'unseen']);

/** Follows the library: progress as it comes, and everything on the page again after a change. */
export function useLive(): void {
  const api = useApi();
  const client = useQueryClient();
  useEffect(() => {
    const refresh = rested(() => refreshAll(client), restMs);
    // What happened before there was anybody to hear of it.
    void client.invalidateQueries({ queryKey: ['scan'] });
    return api.subscribe((event) => {
      if (event.kind === 'changed') return refresh();
      client.setQueryData(['scan', {}], event.status);
      const { state, progress } = event.status;
      if (state === 'idle') void client.invalidateQueries({ queryKey: ['unseen'] });
      if (state === 'idle' || progress?.phase === 'pictures') tellPicturesMade();
    });
  }, [api, client]);
}

/** Reads again what is on the page; other answers are read again when they are next shown. */
export function refreshAll(client: QueryClient): void {
  void client.invalidateQueries({ predicate: (q) => !still.has(String(q.queryKey[0])) });
}

/** At once the first time, then at most once per `ms`, the last call never lost. */
function rested(run: () => void, ms: number): () => void {
  let last = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;
  return () => {
    if (timer !== null) return;
    timer = setTimeout(
      () => {
        timer = null;
        last = Date.now();
        run();
      },
      Math.max(0, last + ms - Date.now()),
    );
  };
}
