import type { FaceId } from '@kith/core/faces';
import { type Backend, parsePack } from '@kith/core/models';
import type { PhotoId } from '@kith/core/photo';
import {
  type AnalysisSettings,
  type GroupingChange,
  type OpenLibrary,
  readAnalysisSettings,
  writeAnalysisSettings,
} from '@kith/core/pipeline';
import type { Decoder, Store } from '@kith/core/ports';
import { createWebDecoder } from '../decode/create-web-decoder.js';
import { openPictureStore, type PictureStore } from '../pictures/picture-store.js';
import { openWebStore } from '../store/open-web-store.js';
import { analyseDrawn } from './analyse-drawn.js';
import { type BrowserModelsOptions, createBrowserModels } from './browser-models.js';
import { type BrowserScan, createBrowserScan } from './browser-scan.js';
import { photosWithoutPictures } from './make-pictures.js';
import { openPeople, previewPeople } from './open-people.js';
import { type BrowserScanOptions, browserScanRunner } from './run-browser-scan.js';

export interface BrowserLibraryOptions extends BrowserModelsOptions, BrowserScanOptions {
  /** Names the library among those of the origin; default `kith`. */
  readonly name?: string;
}

/** A whole Kith in a browser's worker: store, people, scans. Nothing leaves the page. */
export interface BrowserLibrary {
  readonly store: Store;
  /** The pack's id. */
  readonly packId: string;
  readonly library: () => OpenLibrary;
  readonly scan: BrowserScan;
  readonly decoder: Decoder;
  /** `face-<face id>` and `photo-<photo id>`, as they were analysed. */
  readonly pictures: PictureStore;
  /** Null until the models have been loaded, at the first scan. */
  readonly backend: () => Backend | null;
  readonly notices: () => readonly string[];
  /** How photos are analysed and faces grouped now. */
  analysis(): AnalysisSettings;
  /**
   * Analyses and groups otherwise from now on, and notes it in the library. No scan may be running. Rejects, leaving
   * all as it was, where a GPU is asked for and the browser offers none.
   */
  configure(update: Partial<AnalysisSettings>): Promise<OpenLibrary>;
  /** How the people would change with another likeness; rejects with an AbortError once aborted. */
  preview(likeness: number, signal: AbortSignal): Promise<GroupingChange>;
  /** Analyses a face that the user has drawn, also beside a running scan. Rejects with a reason for the user. */
  analyseDrawn(drawn: { readonly face: FaceId; readonly photo: PhotoId }): Promise<void>;
  /** Analysed photos of which no picture is here: a scan of their folder makes them. */
  unseen(): Promise<number>;
  /** After what was computed, or everything, has been deleted. */
  reopen(): Promise<OpenLibrary>;
  /** The library's SQLite file; Kith for Node opens it as `library.db`. */
  exportFile(): Promise<Uint8Array>;
  close(): Promise<void>;
}

/**
 * Opens the library of this origin, in a worker of the page. The models are loaded, and their self-tests run, in a
 * worker below it when the first scan starts. Rejects when another tab has the library open.
 */
export async function openBrowserLibrary(options: BrowserLibraryOptions): Promise<BrowserLibrary> {
  const name = options.name ?? 'kith';
  const { store, exportFile } = await openWebStore({ name });
  try {
    const pictures = await openPictureStore(`${name}-pictures`);
    const decoder = createWebDecoder();
    let analysis = await readAnalysisSettings(store, defaultAnalysis);
    let library = await openPeople(store, options.pack, analysis.likeness);
    const models = createBrowserModels(options, store, () => analysis.backend);
    const parts = { store, pictures, decoder, models, library: () => library, batch: () => analysis.batch };
    const run = browserScanRunner(options, parts);
    const browserScan = createBrowserScan(run);
    return {
      store,
      packId: parsePack(options.pack.manifestText).id,
      library: () => library,
      scan: browserScan,
      decoder,
      pictures,
      backend: () => models.current()?.models.backend ?? null,
      notices: () => models.notices(),
      analysis: () => analysis,
      async configure(update) {
        const next = { ...analysis, ...update };
        if (update.backend !== undefined) await models.use(update.backend);
        await writeAnalysisSettings(store, next);
        analysis = next;
        if (update.likeness !== undefined) library = await openPeople(store, options.pack, next.likeness);
        return library;
      },
      analyseDrawn: (drawn) => analyseDrawn(drawn, browserScan.target(), options, parts),
      preview: (likeness, signal) => previewPeople(store, options.pack, library, likeness, signal),
      unseen: async () => (await photosWithoutPictures(parts)).length,
      async reopen() {
        await browserScan.cancel();
        if ((await store.counts()).faces === 0) await pictures.clear();
        analysis = await readAnalysisSettings(store, defaultAnalysis);
        library = await openPeople(store, options.pack, analysis.likeness);
        return library;
      },
      exportFile,
      async close() {
        await browserScan.cancel();
        models.current()?.close();
        await library.close();
        await decoder.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

const defaultAnalysis: AnalysisSettings = { backend: 'auto', batch: 8, likeness: 0 };
