import { maxLikenessShift } from '../people/index.js';
import type { Store } from '../ports/index.js';

/** What a user may choose of how photos are analysed and faces grouped; kept with the library. */
export interface AnalysisSettings {
  /** `auto`: the best that passes its self-test. */
  readonly backend: 'auto' | 'gpu' | 'cpu';
  /** Photos analysed at a time, 8 to 16. */
  readonly batch: number;
  /** Moves the thresholds (`shiftThresholds`), cosine: above 0 keeps more apart, below joins more. */
  readonly likeness: number;
}

const key = 'analysis';

/** What the user chose, as far as it can be read; what was not chosen comes from `defaults`. */
export async function readAnalysisSettings(
  store: Store,
  defaults: AnalysisSettings,
): Promise<AnalysisSettings> {
  const kept = parsed(await store.getSetting(key));
  const backend = backends.find((b) => b === kept['backend']) ?? defaults.backend;
  const batch = inRange(kept['batch'], 1, 64) ?? defaults.batch;
  const likeness = inRange(kept['likeness'], -maxLikenessShift, maxLikenessShift) ?? defaults.likeness;
  return { backend, batch, likeness };
}

export function writeAnalysisSettings(store: Store, settings: AnalysisSettings): Promise<void> {
  return store.setSetting(key, JSON.stringify(settings));
}

const backends = ['auto', 'gpu', 'cpu'] as const;

function parsed(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function inRange(value: unknown, from: number, to: number): number | null {
  return typeof value === 'number' && value >= from && value <= to ? value : null;
}
