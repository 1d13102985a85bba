import { reasonOf } from '@kith/core/ports';
import { useToast } from './toast-context.js';

/** Runs an operation and says how it went; of one that ends in null, nothing. */
export function useRun(): (work: () => Promise<string | null>) => Promise<void> {
  const toast = useToast();
  return async (work) => {
    try {
      const text = await work();
      if (text !== null) toast({ text });
    } catch (error) {
      toast({ text: reasonOf(error), bad: true });
    }
  };
}
