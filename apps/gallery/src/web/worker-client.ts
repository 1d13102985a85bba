import type { Port } from '@kith/web';
import { connectRpc } from '@kith/web/connect-rpc';
import type { GalleryApi, GalleryEvent } from '../api/gallery-api.js';
import type { SidecarsRead, SidecarsWritten } from '../api/outputs.js';

type Methods = {
  operate(name: string, input: unknown): Promise<unknown>;
  offerFiles(files: readonly File[]): Promise<void>;
  scanOffered(): Promise<void>;
  addFolder(folder: FileSystemDirectoryHandle): Promise<void>;
  writeSidecars(
    folder: FileSystemDirectoryHandle | null,
    asZip: boolean,
  ): Promise<SidecarsWritten & { readonly zip: Blob | null }>;
  readSidecars(folder: FileSystemDirectoryHandle | null): Promise<SidecarsRead>;
  exportFile(): Promise<Blob>;
  importFile(file: File): Promise<void>;
  facePicture(face: string): Promise<Blob>;
  photoPicture(photo: string): Promise<Blob>;
};

/** To hand over one file the browser asks the system for its size and time, about 0.2 ms: so many at once block nobody. */
const filesAtOnce = 25;

/** The same operations as over HTTP, answered by the library's worker. */
export function workerClient(worker: Worker): GalleryApi {
  const rpc = connectRpc<Methods>(worker as Port);
  const listeners = new Set<(event: GalleryEvent) => void>();
  worker.addEventListener('message', ({ data }: MessageEvent<{ event?: GalleryEvent }>) => {
    if (data.event === undefined) return;
    for (const listener of listeners) listener(data.event);
  });
  worker.addEventListener('error', (event) => {
    rpc.fail(new Error(`The library's worker stopped: ${event.message || 'it could not be loaded'}`));
  });
  const offer = async (files: readonly File[]) => {
    for (let i = 0; i < files.length; i += filesAtOnce)
      await rpc.call('offerFiles', [files.slice(i, i + filesAtOnce)]);
  };
  const handOver = async (photos: FileSystemDirectoryHandle | readonly File[]) => {
    if ('kind' in photos) return photos;
    await offer(photos);
    return null;
  };
  const own: Partial<GalleryApi> = {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    facePicture: (face) => ({ kind: 'blob', load: () => rpc.call('facePicture', [face]) }),
    photoPicture: (photo) => ({ kind: 'blob', load: () => rpc.call('photoPicture', [photo]) }),
    async addFiles(files) {
      await offer(files);
      await rpc.call('scanOffered', []);
    },
    writeSidecars: async (photos, asZip) => rpc.call('writeSidecars', [await handOver(photos), asZip]),
    readSidecars: async (photos) => rpc.call('readSidecars', [await handOver(photos)]),
    addFolder: (folder) => rpc.call('addFolder', [folder]),
    exportFile: () => rpc.call('exportFile', []),
    importFile: (file) => rpc.call('importFile', [file]),
  };
  return new Proxy(own as GalleryApi, {
    get: (target, key) =>
      key in target || typeof key === 'symbol' || key === 'then'
        ? Reflect.get(target, key)
        : (input: unknown) => rpc.call('operate', [key, input]),
  });
}
