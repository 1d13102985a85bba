import { useToast } from './toast-context.js';

/** Runs an operation and says how it went. */
export function useRun(): (work: () => Promise<string>) => Promise<void> {
  const toast = useToast();
  return async (work) => {
    try {
      toast({ text: await work() });
    } catch (error) {
      toast({ text: error instanceof Error ? error.message : String(error), bad: true });
    }
  };
}
