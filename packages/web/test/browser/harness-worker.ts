import type { Box } from '@kith/core/geometry';
import type { Backend } from '@kith/core/models';
import type { PhotoFacts } from '@kith/core/photo';
import type { ScanSummary } from '@kith/core/pipeline';
import { resize } from '@kith/core/raster';
import {
  type ContractCase,
  type Disposable,
  decoderContract,
  inferenceContract,
  photoSourceContract,
  storeContract,
} from '@kith/testkit';
import {
  type BrowserLibrary,
  createDirectorySource,
  createFileSource,
  createWebDecoder,
  createWebInference,
  openBrowserLibrary,
  openWebStore,
  type Port,
  packFromUrl,
  serveRpc,
} from '@kith/web';

export interface FoundFace {
  readonly path: string;
  readonly id: string;
  readonly box: Box;
  readonly score: number;
  readonly vector: readonly number[];
  readonly person: string | null;
}

export interface ScanResult {
  readonly summary: ScanSummary;
  readonly faces: readonly FoundFace[];
  readonly people: number;
  readonly notices: readonly string[];
  readonly pictures: number;
}

export type ContractPort = 'store' | 'decoder' | 'inference' | 'source';

export interface ContractResult {
  readonly name: string;
  readonly error: string | null;
}

export type HarnessMethods = {
  /** Runs every case of a port's contract. */
  contract(port: ContractPort): Promise<readonly ContractResult[]>;
  decode(
    url: string,
    maxSide: number,
  ): Promise<
    { facts: PhotoFacts; size: readonly number[]; thumbnail: readonly number[] } | { reason: string }
  >;
  /** All bytes of the decoded photo, RGB. */
  pixels(url: string, maxSide: number): Promise<readonly number[]>;
  scan(
    name: string,
    urls: readonly string[],
    backend: 'auto' | Backend,
    recycle: number,
  ): Promise<ScanResult>;
  /** Names the largest person, closes, opens again: what the library says then. */
  rename(name: string, to: string): Promise<readonly (string | null)[]>;
  secondOpen(name: string): Promise<string>;
  openWhileClosing(name: string): Promise<string>;
  exportFile(name: string): Promise<readonly number[]>;
};

const decoder = createWebDecoder();

async function fetchFile(url: string): Promise<File> {
  const response = await fetch(url);
  return new File([await response.blob()], url.slice(url.lastIndexOf('/') + 1), { lastModified: 1e12 });
}

/** What another worker says that opens the store while this one has it, for so many ms at most. */
async function openInAnother(name: string, held: number): Promise<string> {
  const { store } = await openWebStore({ name });
  const other = new Worker(new URL('./second-worker.ts', import.meta.url), { type: 'module' });
  const said = new Promise<string>((resolve) => {
    other.addEventListener('message', ({ data }) => resolve(data));
    other.postMessage(name);
  });
  await Promise.race([said, new Promise((resolve) => setTimeout(resolve, held))]);
  await store.close();
  const answer = await said;
  other.terminate();
  return answer;
}

async function openLibrary(name: string, backend: 'auto' | Backend = 'auto', recycle = 200) {
  return openBrowserLibrary({
    pack: await packFromUrl('/pack/'),
    name,
    backend,
    recycleAfter: recycle,
    // WebGPU by software on a busy machine.
    timeoutMs: 600_000,
  });
}

async function facesOf(open: BrowserLibrary, model: ReturnType<BrowserLibrary['library']>['model']) {
  const faces: FoundFace[] = [];
  for await (const face of open.store.faces(model)) {
    const photo = await open.store.photo(face.photo);
    faces.push({
      path: photo?.files[0]?.path ?? '',
      id: face.id,
      box: face.box,
      score: face.score,
      vector: Array.from(face.vector.values),
      person: face.person,
    });
  }
  return faces;
}

async function runContract<S extends Disposable>(
  cases: readonly ContractCase<S>[],
  make: (i: number) => Promise<S>,
): Promise<ContractResult[]> {
  const results: ContractResult[] = [];
  for (const [i, { name, run }] of cases.entries()) {
    const error = await run(() => make(i)).then(
      () => null,
      (cause: unknown) => (cause instanceof Error ? `${cause.message}\n${cause.stack}` : String(cause)),
    );
    results.push({ name, error });
  }
  return results;
}

async function storeSubject(i: number) {
  const opened: { close(): Promise<void> }[] = [];
  return {
    open: async () => {
      const { store } = await openWebStore({ name: `contract-${i}` });
      opened.push(store);
      return store;
    },
    dispose: async () => {
      for (const store of opened) await store.close();
    },
  };
}

/** A folder of the origin's own file system in the place of one that the user has opened. */
async function sourceSubject(i: number) {
  const own = await navigator.storage.getDirectory();
  const folder = await own.getDirectoryHandle(`source-${i}`, { create: true });
  const parent = async (path: string) => {
    let at = folder;
    for (const name of path.split('/').slice(0, -1)) at = await at.getDirectoryHandle(name, { create: true });
    return at;
  };
  const last = (path: string) => path.slice(path.lastIndexOf('/') + 1);
  return {
    source: createDirectorySource('contract', folder, decoder.extensions),
    put: async (path: string, bytes: Uint8Array) => {
      const handle = await (await parent(path)).getFileHandle(last(path), { create: true });
      const writable = await handle.createWritable();
      await writable.write(bytes as Uint8Array<ArrayBuffer>);
      await writable.close();
    },
    remove: async (path: string) => (await parent(path)).removeEntry(last(path)),
    dispose: () => own.removeEntry(`source-${i}`, { recursive: true }),
  };
}

const methods: HarnessMethods = {
  async contract(port) {
    switch (port) {
      case 'store':
        return runContract(storeContract, storeSubject);
      case 'decoder':
        return runContract(decoderContract, async () => ({ decoder, dispose: async () => undefined }));
      case 'inference': {
        const inference = await createWebInference({ available: ['wasm'] });
        return runContract(inferenceContract, async () => ({ inference, dispose: async () => undefined }));
      }
      case 'source':
        return runContract(photoSourceContract, sourceSubject);
    }
  },

  async decode(url, maxSide) {
    const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
    const outcome = await decoder.decode(bytes, maxSide);
    if (!outcome.ok) return { reason: outcome.reason };
    const { facts, pixels } = outcome.photo;
    return { facts, size: [pixels.width, pixels.height], thumbnail: Array.from(resize(pixels, 8, 8).data) };
  },

  async pixels(url, maxSide) {
    const outcome = await decoder.decode(new Uint8Array(await (await fetch(url)).arrayBuffer()), maxSide);
    if (!outcome.ok) throw new Error(outcome.reason);
    return Array.from(outcome.photo.pixels.data);
  },

  async scan(name, urls, backend, recycle) {
    const open = await openLibrary(name, backend, recycle);
    try {
      const files = await Promise.all(urls.map(fetchFile));
      await open.scan.start({
        root: 'picked',
        source: createFileSource('picked', files, open.decoder.extensions),
      });
      await open.scan.idle();
      const { error } = open.scan.status();
      if (error) throw new Error(error);
      const faces = await facesOf(open, open.library().model);
      const kept = await Promise.all(faces.map((face) => open.pictures.get(`face-${face.id}`)));
      return {
        summary: open.scan.summary()!,
        faces,
        people: open.library().people().length,
        notices: open.notices(),
        pictures: kept.filter((picture) => picture && picture.size > 100).length,
      };
    } finally {
      await open.close();
    }
  },

  async rename(name, to) {
    const first = await openLibrary(name);
    const [largest] = [...first.library().people()].sort((a, b) => b.faces.length - a.faces.length);
    await first.library().name(largest!.id, to);
    await first.close();
    const second = await openLibrary(name);
    const names = second
      .library()
      .people()
      .map((p) => ('name' in p.standing ? p.standing.name : null));
    await second.close();
    return names;
  },

  secondOpen: (name) => openInAnother(name, 60_000),

  openWhileClosing: (name) => openInAnother(name, 500),

  async exportFile(name) {
    const { store, exportFile } = await openWebStore({ name });
    const bytes = await exportFile();
    await store.close();
    return Array.from(bytes);
  },
};

serveRpc(globalThis as unknown as Port, methods);
