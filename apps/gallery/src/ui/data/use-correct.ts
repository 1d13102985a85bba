import { reasonOf } from '@kith/core/ports';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Calls, GalleryApi } from '../../api/gallery-api.js';
import type { Changed } from '../../api/outputs.js';
import { anticipate } from './anticipate.js';
import { useApi } from './api-context.js';
import type { Correction } from './correction.js';
import { useToast } from './toast-context.js';
import { refreshAll } from './use-live.js';

export type Correct = <K extends Correction>(
  operation: K,
  input: Parameters<Calls[K]>[0],
  said: string,
) => Promise<Changed | null>;

/** Makes a correction: shown at once, then confirmed by the library; offers to undo it, or says why it failed. */
export function useCorrect(): Correct {
  const api = useApi();
  const client = useQueryClient();
  const toast = useToast();
  return useCallback(
    async (operation, input, said) => {
      const putBack = anticipate(client, operation, input);
      try {
        const change = await callOf(api, operation)(input);
        refreshAll(client);
        const { action, conflicts } = change;
        // Of two names, `said` says which stays.
        const overruled = conflicts.some(({ kind }) => kind === 'link');
        const note = overruled ? '. You had said otherwise before; this holds now' : '';
        const undo = async () => {
          await api.undo(action === null ? {} : { action });
          refreshAll(client);
        };
        toast({ text: said + note, ...(operation !== 'undo' && { action: { label: 'Undo', run: undo } }) });
        return change;
      } catch (error) {
        putBack();
        toast({ text: reasonOf(error), bad: true });
        return null;
      }
    },
    [api, client, toast],
  );
}

function callOf(api: GalleryApi, operation: Correction): (input: unknown) => Promise<Changed> {
  return api[operation] as (input: unknown) => Promise<Changed>;
}
