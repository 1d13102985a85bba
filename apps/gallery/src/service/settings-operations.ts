import { exportLibrary, importLibrary } from '@kith/core/pipeline';
import type { Store } from '@kith/core/ports';
import type { Handlers } from '../api/gallery-api.js';
import { changed, changing, type GalleryContext, inTurn, Refused, refused } from './gallery-context.js';
import type { AnalysisControl, Exchange } from './gallery-host.js';
import { keepSettings, readSettings } from './kept-settings.js';
import { previewThreshold } from './preview-threshold.js';

type Operations = Pick<
  Handlers,
  | 'about'
  | 'agree'
  | 'settings'
  | 'saveSettings'
  | 'previewThreshold'
  | 'unseen'
  | 'failed'
  | 'retryFailed'
  | 'exportJson'
  | 'importJson'
  | 'exportSidecars'
  | 'importSidecars'
  | 'deleteComputed'
  | 'deleteEverything'
>;

const agreedKey = 'gallery.agreed';

/** Settings, consent, failed files, moving data in and out, deletion. */
export function settingsOperations(context: GalleryContext): Operations {
  const { host } = context;
  const { store, exchange, analysis } = host;
  const about = async () => {
    const { pending, indexed, failed, missing } = (await store.counts()).photos;
    const agreed = (await store.getSetting(agreedKey)) === 'yes';
    return { ...host.about(), photos: pending + indexed + failed + missing, agreed };
  };
  const settings = async () => ({
    ...(await readSettings(store)),
    ...analysis.current(),
    packs: await analysis.packs(),
    sidecars: exchange !== undefined,
  });
  return {
    about,
    agree: async () => {
      await store.setSetting(agreedKey, 'yes');
      return about();
    },
    settings,
    saveSettings: ({ strangersUpTo, ...rest }) =>
      inTurn(context, async () => {
        const update = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
        if (Object.keys(update).length > 0) await changeAnalysis(context, update);
        if (strangersUpTo !== undefined) await keepSettings(store, { strangersUpTo });
        changed(context);
        return settings();
      }),
    previewThreshold: ({ likeness }) => previewThreshold(context, likeness),
    unseen: async () => ({ photos: await host.unseen() }),
    failed: () => failed(store),
    retryFailed: async () => {
      const photos = await store.retryFailed();
      if (photos > 0 && host.scan.status().state === 'idle') await host.scan.start();
      return { photos };
    },
    exportJson: async () => {
      const { library } = context;
      const { version } = host.about();
      return { text: JSON.stringify(await exportLibrary({ store, library, version }), null, 2) };
    },
    importJson: ({ text }) =>
      changing(context, () => importLibrary({ store, library: context.library, text }).catch(refused)),
    exportSidecars: () => sidecars(exchange).exportSidecars(),
    importSidecars: () => changing(context, () => sidecars(exchange).importSidecars()),
    deleteComputed: () => wipe(context, () => store.resetComputed()),
    deleteEverything: () => wipe(context, () => store.eraseAll()),
  };
}

type AnalysisUpdate = Parameters<AnalysisControl['change']>[0];

async function changeAnalysis(context: GalleryContext, update: AnalysisUpdate): Promise<void> {
  const { scan, analysis } = context.host;
  if (scan.status().state === 'running')
    throw new Refused('A scan is running; pause or stop it before changing how it works.');
  context.preview?.abort();
  context.library = await analysis.change(update).catch(refused);
}

function sidecars(exchange: Exchange | undefined): Exchange {
  if (exchange === undefined) throw new Refused('Sidecars are not offered by this installation.');
  return exchange;
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
  return inTurn(context, async () => {
    if (scan.status().state !== 'idle') await scan.cancel();
    await empty();
    context.library = await reopen();
    context.photoCards.clear();
    changed(context);
    return { done: true };
  });
}
