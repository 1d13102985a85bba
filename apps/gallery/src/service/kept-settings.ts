import type { Store } from '@kith/core/ports';

/** What the gallery itself keeps in the library. */
export interface KeptSettings {
  readonly strangersUpTo: number;
}

const defaults: KeptSettings = { strangersUpTo: 2 };
const settingsKey = 'gallery.settings';

export async function readSettings(store: Store): Promise<KeptSettings> {
  const text = await store.getSetting(settingsKey);
  return text === null ? defaults : { ...defaults, ...(JSON.parse(text) as Partial<KeptSettings>) };
}

export async function keepSettings(store: Store, settings: KeptSettings): Promise<void> {
  await store.setSetting(settingsKey, JSON.stringify(settings));
}
