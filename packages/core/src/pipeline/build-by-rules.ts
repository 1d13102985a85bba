import { buildEngine, type LibraryEngine } from './library-engine.js';
import type { OpenLibraryOptions } from './library-options.js';
import { writeSnapshot } from './write-snapshot.js';

const rulesSetting = 'grouped-by';

/**
 * The first engine of an opening: grouped anew when the rules are not those the library was grouped by. The new
 * snapshot is written before the new rules are noted, so that a crash in between only groups once more.
 */
export async function buildByRules(options: OpenLibraryOptions): Promise<LibraryEngine> {
  const { store, model, engineFactory, readOnly = false, rules } = options;
  const noted = rules === undefined ? null : `${model} ${rules}`;
  const anew = noted !== null && (await store.getSetting(rulesSetting)) !== noted;
  const live = await buildEngine(store, model, engineFactory, { readOnly, anew });
  if (!anew || readOnly) return live;
  await writeSnapshot(options, live);
  await store.setSetting(rulesSetting, noted);
  return live;
}
