import { useState } from 'react';
import type { Changed } from '../../api/outputs.js';
import { useCorrect } from './use-correct.js';

interface Step {
  readonly key: string;
  /** What the answer did, null when the library refused it; null itself for a question that was skipped. */
  readonly made: Promise<Changed | null> | null;
  /** When the library had taken the answer. */
  readonly settledAt: number | null;
}

export interface Answering {
  /** Questions that are answered or skipped. */
  readonly away: ReadonlySet<string>;
  readonly skipped: number;
  readonly canUndo: boolean;
  answer(key: string, make: () => Promise<Changed | null>): Promise<void>;
  skip(key: string): void;
  /** Takes back the latest of the answers and skips of this page: that question is there again. */
  undo(): Promise<void>;
  unskip(): void;
}

/**
 * The answers given on this page, in order. An answered question is away until the library has been read again (at
 * `readAt`); one that is still among the questions then has come back, by an undo elsewhere.
 */
export function useAnswering(readAt: number): Answering {
  const correct = useCorrect();
  const [steps, setSteps] = useState<readonly Step[]>([]);
  const replace = (step: Step, next: readonly Step[]) =>
    setSteps((all) => all.flatMap((s) => (s.key === step.key && s.made === step.made ? next : [s])));
  const isAway = ({ made, settledAt }: Step) => made === null || settledAt === null || settledAt > readAt;
  return {
    away: new Set(steps.filter(isAway).map((s) => s.key)),
    skipped: steps.filter((s) => s.made === null).length,
    canUndo: steps.length > 0,
    async answer(key, make) {
      const step = { key, made: make(), settledAt: null };
      setSteps((all) => [...all, step]);
      const change = await step.made;
      replace(step, change === null ? [] : [{ ...step, settledAt: Date.now() }]);
    },
    skip: (key) => setSteps((all) => [...all, { key, made: null, settledAt: null }]),
    async undo() {
      const last = steps.at(-1);
      if (last === undefined) return;
      replace(last, []);
      const action = (await last.made)?.action ?? null;
      if (action !== null) await correct('undo', { action }, 'Taken back');
    },
    unskip: () => setSteps((all) => all.filter((s) => s.made !== null)),
  };
}
