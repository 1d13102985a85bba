import type { Backend } from '@kith/core/models';
import type { Store } from '@kith/core/ports';

const key = 'webgpu-trial';

/**
 * Guards against an accelerator that takes the page down with it. Before WebGPU is tried a note is written; it is
 * taken back when the first batch is through. A note still there at the next start means the trial ended the page:
 * WebGPU is left alone from then on.
 */
export interface Canary {
  readonly avoid: readonly Backend[];
  /** The first batch is through. */
  sing(): Promise<void>;
  /** The accelerator failed at work: it is left alone from now on. */
  die(): Promise<void>;
}

/** Reads the note of the last trial and, where WebGPU is to be tried, writes a new one. */
export async function openCanary(store: Store, mayTry: boolean): Promise<Canary> {
  const note = await store.getSetting(key);
  if (note === 'started' || note === 'failed') {
    if (note === 'started') await store.setSetting(key, 'failed');
    return { avoid: ['webgpu'], sing: async () => undefined, die: async () => undefined };
  }
  if (mayTry && note !== 'passed') await store.setSetting(key, 'started');
  let sung = note === 'passed' || !mayTry;
  return {
    avoid: [],
    async sing() {
      if (sung) return;
      sung = true;
      await store.setSetting(key, 'passed');
    },
    die: () => store.setSetting(key, 'failed'),
  };
}

/** The user asks for the accelerator: it may be tried once more, guarded as the first time. */
export async function forgetCanary(store: Store): Promise<void> {
  await store.setSetting(key, 'again');
}
