import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type ServerType, serve } from '@hono/node-server';
import type { Clock, Decoder } from '@kith/core/ports';
import { createGallery } from '../service/create-gallery.js';
import type { GalleryHost } from '../service/gallery-host.js';
import { isLoopback } from './allowed-hosts.js';
import { galleryApp } from './gallery-app.js';
import type { Pictures } from './pictures.js';
import { createSession } from './session.js';
import { sharpPictures } from './sharp-pictures.js';
import { unseenPhotos } from './unseen-photos.js';

export interface ServeGalleryOptions extends Omit<GalleryHost, 'about' | 'memoryMb' | 'unseen'> {
  readonly decoder: Decoder;
  readonly clock: Clock;
  /** Folders whose photos may be shown, as `PhotoFile.root` names them. */
  readonly roots: () => readonly string[];
  /** For thumbnails: made when missing, emptied when what was computed is deleted. */
  readonly cacheDir: string;
  readonly version: string;
  /** The folder that the library lies in, for the user to know. */
  readonly place: string;
  readonly pack: () => string | null;
  readonly backend: () => string | null;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Default 127.0.0.1. Anything but loopback needs `password`. */
  readonly host?: string;
  /** At least 8 characters. */
  readonly password?: string;
  /** Folder with the built page; the default is where `npm run build -w apps/gallery` puts it. */
  readonly page?: string;
  /** Instead of pictures cut from the photos themselves. */
  readonly pictures?: Pictures;
}

export interface ServedGallery {
  /** With the token in its fragment: for the person at this machine only. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Serves the gallery of an open library. Closing it leaves library and store open. */
export async function serveGallery(options: ServeGalleryOptions): Promise<ServedGallery> {
  const host = options.host ?? '127.0.0.1';
  const password = checkedPassword(host, options.password);
  let port = options.port ?? 0;
  const pictures = options.pictures ?? sharpPictures(options);
  const session = createSession(
    () => port,
    password,
    () => options.clock.now(),
  );
  const app = galleryApp({
    gallery: createGallery(hostOf(options, pictures)),
    pictures,
    session,
    page: options.page ?? fileURLToPath(new URL('../../dist/page', import.meta.url)),
    port: () => port,
    names: isLoopback(host) ? 'loopback' : [host.toLowerCase(), hostname().toLowerCase()],
  });
  const server = await listening(serve({ fetch: app.fetch, hostname: host, port }));
  port = (server.address() as AddressInfo).port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}/#token=${session.token}`,
    port,
    close: () => closed(server),
  };
}

function checkedPassword(host: string, password: string | undefined): string | null {
  if (password !== undefined && password.length < 8) {
    throw new Error('The password needs at least 8 characters.');
  }
  if (!isLoopback(host) && password === undefined) {
    throw new Error(`The gallery is served on this machine only; to serve it on ${host}, set a password.`);
  }
  return password ?? null;
}

function hostOf(options: ServeGalleryOptions, pictures: Pictures): GalleryHost {
  const { reopen } = options;
  return {
    ...options,
    unseen: () => unseenPhotos(options.store, options.roots()),
    memoryMb: () => process.memoryUsage.rss() / 2 ** 20,
    about: () => ({
      mode: 'server',
      version: options.version,
      source: 'path',
      folders: options.roots(),
      place: options.place,
      pack: options.pack(),
      backend: options.backend(),
    }),
    ...(reopen && {
      reopen: async () => {
        await pictures.clear();
        return reopen();
      },
    }),
  };
}

function listening(server: ServerType): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    if (server.listening) resolve(server);
    server.once('listening', () => resolve(server));
    server.once('error', reject);
  });
}

function closed(server: ServerType): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
