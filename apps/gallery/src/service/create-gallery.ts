import type { GalleryEvent, Handlers } from '../api/gallery-api.js';
import { correctionOperations } from './correction-operations.js';
import { changing, type GalleryContext } from './gallery-context.js';
import type { GalleryHost } from './gallery-host.js';
import { insightOperations } from './insight-operations.js';
import { peopleOperations } from './people-operations.js';
import { reviewOperations } from './review-operations.js';
import { scanOperations } from './scan-operations.js';
import { settingsOperations } from './settings-operations.js';

export interface Gallery {
  readonly handlers: Handlers;
  subscribe(listener: (event: GalleryEvent) => void): () => void;
  /** Runs a change of the library that is no operation among those that are. */
  change<T>(work: () => Promise<T>): Promise<T>;
}

/** The gallery's operations over an open library: the same code behind the loopback server and inside the page. */
export function createGallery(host: GalleryHost): Gallery {
  const listeners = new Set<(event: GalleryEvent) => void>();
  const context: GalleryContext = {
    host,
    library: host.library,
    photoCards: new Map(),
    lastPerson: null,
    preview: null,
    turn: Promise.resolve(),
    churn: null,
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
  };
  return {
    handlers: {
      ...peopleOperations(context),
      ...correctionOperations(context),
      ...reviewOperations(context),
      ...settingsOperations(context),
      ...scanOperations(context),
      ...insightOperations(context),
    },
    change: (work) => changing(context, work),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
