import type { Store } from '@kith/core/ports';
import type { Handlers } from '../api/gallery-api.js';
import { changed, type GalleryContext, Refused } from './gallery-context.js';

type Operations = Pick<
  Handlers,
  | 'about'
  | 'agree'
  | 'settings'
  | 'saveSettings'
  | 'previewThreshold'
  | 'failed'
  | 'retryFailed'
  | 'exportJson'
  | 'importJson'
  | 'exportSidecars'
  | 'importSidecars'
  | 'deleteComputed'
  | 'deleteEverything'
>;

interface Kept {
  readonly pack: string;
  readonly backend: 'auto' | 'gpu' | 'cpu';
  readonly batch: number;
  readonly strangersUpTo: number;
}

const defaults: Kept = { pack: 'default', backend: 'auto', batch: 8, strangersUpTo: 2 };
const settingsKey = 'gallery.settings';
const agreedKey = 'gallery.agreed';

export async function readSettings(store: Store): Promise<Kept> {
  const text = await store.getSetting(settingsKey);
  return text === null ? defaults : { ...defaults, ...(JSON.parse(text) as Partial<Kept>) };
}

/** Settings, consent, failed files, moving data in and out, deletion. */
export function settingsOperations(context: GalleryContext): Operations {
  const { host } = context;
  const { store, exchange } = host;
  const about = async () => {
    const { pending, indexed, failed, missing } = (await store.counts()).photos;
    const agreed = (await store.getSetting(agreedKey)) === 'yes';
    return { ...host.about(), photos: pending + indexed + failed + missing, agreed };
  };
  const settings = async () => ({
    ...(await readSettings(store)),
    packs: (await host.packs?.()) ?? ['default'],
    can: {
      set: host.follows ?? [],
      sidecars: exchange?.exportSidecars !== undefined,
      importJson: exchange?.importJson !== undefined,
      preview: host.previewThreshold !== undefined,
    },
  });
  return {
    about,
    agree: async () => {
      await store.setSetting(agreedKey, 'yes');
      return about();
    },
    settings,
    saveSettings: async (update) => {
      await store.setSetting(settingsKey, JSON.stringify({ ...(await readSettings(store)), ...update }));
      changed(context);
      return settings();
    },
    previewThreshold: ({ cosine }) => offered(host.previewThreshold, 'A preview')(cosine),
    failed: () => failed(store),
    retryFailed: async () => {
      const photos = await store.retryFailed();
      if (photos > 0 && host.scan.status().state === 'idle') await host.scan.start();
      return { photos };
    },
    exportJson: async () => ({ text: await offered(exchange?.exportJson, 'Export')() }),
    importJson: async ({ text }) => {
      const result = await offered(exchange?.importJson, 'Import')(text);
      changed(context);
      return result;
    },
    exportSidecars: () => offered(exchange?.exportSidecars, 'Export of sidecars')(),
    importSidecars: async () => {
      const result = await offered(exchange?.importSidecars, 'Import of sidecars')();
      changed(context);
      return result;
    },
    deleteComputed: () => wipe(context, () => store.resetComputed()),
    deleteEverything: () => wipe(context, () => store.eraseAll()),
  };
}

function offered<F>(operation: F | undefined, what: string): F {
  if (operation === undefined) throw new Refused(`${what} is not offered by this installation.`);
  return operation;
}

async function failed(store: Store): ReturnType<Handlers['failed']> {
  const cards = [];
  for await (const photo of store.failed()) {
    if (photo.state.state !== 'failed') continue;
    cards.push({ photo: photo.id, file: photo.files[0]?.path ?? photo.id, ...photo.state.failure });
  }
  return cards;
}

async function wipe(context: GalleryContext, empty: () => Promise<void>): Promise<{ done: true }> {
  const { scan, reopen } = context.host;
  if (reopen === undefined) throw new Refused('Deletion is not offered by this installation.');
  if (scan.status().state !== 'idle') await scan.cancel();
  await empty();
  context.library = await reopen();
  context.photoCards.clear();
  changed(context);
  return { done: true };
}
