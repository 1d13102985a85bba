import type { ScanProgress } from '@kith/core/pipeline';
import type { Store } from '@kith/core/ports';
import type { ModelKey } from '@kith/core/vectors';
import { createMemoryStore, createRandom, encodeFakePhoto } from '@kith/testkit';
import { describe, expect, it } from 'vitest';
import { analyse, contents, fakeAlbum, openFake, scanFake } from './fake-album.js';

describe('scan', () => {
  it('indexes every photo once and finds nothing to do the second time', async () => {
    const store = createMemoryStore();
    let analysed = 0;
    const counting: typeof analyse = (photos, telemetry) => {
      analysed += photos.length;
      return analyse(photos, telemetry);
    };
    const first = await scanFake(store, fakeAlbum(), { analyse: counting });
    expect(first.summary.photos).toEqual({ seen: 40, indexed: 40, unchanged: 0, failed: 0, missing: 0 });
    expect(first.summary.faces).toBe(54);
    expect(first.summary.people).toBeGreaterThan(1);
    const second = await scanFake(store, fakeAlbum(), { analyse: counting });
    expect(second.summary.photos).toEqual({ seen: 40, indexed: 0, unchanged: 40, failed: 0, missing: 0 });
    expect(analysed).toBe(40);
  });

  it('gives the same people whatever the batch size', async () => {
    const results = [];
    for (const batch of [1, 8, 16, 64]) {
      const store = createMemoryStore();
      await scanFake(store, fakeAlbum(), { batch });
      results.push(await contents(store));
    }
    for (const result of results.slice(1)) expect(result).toEqual(results[0]);
  });

  it('reports only what is committed, and ends with all of it', async () => {
    const store = createMemoryStore();
    const told: ScanProgress[] = [];
    const behind: number[] = [];
    await scanFake(store, fakeAlbum(), {
      onProgress: (p) => {
        told.push(p);
        void store.counts().then((c) => behind.push(p.done - c.photos.indexed));
      },
    });
    await Promise.resolve();
    const analysing = told.filter((p) => p.phase !== 'listing');
    expect(analysing.map((p) => p.done)).toEqual([0, 8, 16, 24, 32, 40, 40]);
    expect(Math.max(...behind)).toBeLessThanOrEqual(0);
    expect(told.at(-1)).toMatchObject({ phase: 'finished', total: 40, failed: 0, faces: 54 });
  });

  it('finishes the batch at hand on cancel and goes on from there', async () => {
    const [store, whole] = [createMemoryStore(), createMemoryStore()];
    const signal = { aborted: false };
    const { summary } = await scanFake(store, fakeAlbum(), {
      signal,
      onProgress: (p) => {
        signal.aborted = p.done >= 16;
      },
    });
    expect(summary.photos).toMatchObject({ indexed: 16, unchanged: 0 });
    expect(summary.photos.seen).toBeLessThan(40);
    await scanFake(store, fakeAlbum());
    await scanFake(whole, fakeAlbum());
    expect(await contents(store)).toEqual(await contents(whole));
  });

  it('ends in the same library when it dies at any store operation and is run again', async () => {
    const whole = createMemoryStore();
    await scanFake(whole, fakeAlbum());
    const expected = await contents(whole);
    const random = createRandom(11);
    for (let round = 0; round < 12; round++) {
      const store = createMemoryStore();
      const died = await scanFake(dyingAfter(store, random.int(8)), fakeAlbum()).catch((e) => e);
      expect(String(died)).toMatch(/died/);
      await scanFake(store, fakeAlbum());
      expect(await contents(store)).toEqual(expected);
    }
  });

  it('shows people while most files have not been read, and knows from the listing how many there are', async () => {
    const source = fakeAlbum(120);
    let read = 0;
    let readAtFirst = 0;
    let total = 0;
    const counting = {
      ...source,
      read: (file: Parameters<typeof source.read>[0]) => {
        read++;
        return source.read(file);
      },
    };
    await scanFake(createMemoryStore(), counting as typeof source, {
      onProgress: (p) => {
        if (readAtFirst > 0 || p.people === 0) return;
        readAtFirst = read;
        total = p.total;
      },
    });
    expect(total).toBe(120);
    expect(readAtFirst).toBeLessThan(60);
  });

  it('counts a file down that turns out to be a photo it knows', async () => {
    const source = fakeAlbum(20);
    const store = createMemoryStore();
    await scanFake(store, source);
    for (let n = 0; n < 20; n++) {
      const path = `${String(n).padStart(3, '0')}.jpg`;
      const bytes = await source.read({ root: source.root, path, bytes: 0, modifiedAt: 0 });
      source.remove(path);
      source.put(`moved/${path}`, bytes);
    }
    source.put('zz-new.jpg', encodeFakePhoto({ width: 8, height: 8, seed: 99 }));
    const told: ScanProgress[] = [];
    const { summary } = await scanFake(store, source, { onProgress: (p) => told.push(p) });
    expect(summary.photos).toEqual({ seen: 21, indexed: 1, unchanged: 20, failed: 0, missing: 0 });
    const totals = told.filter((p) => p.phase === 'analysing').map((p) => p.total);
    expect(totals[0]).toBe(21);
    expect(told.at(-1)).toMatchObject({ phase: 'finished', total: 1, done: 1 });
  });

  it('analyses a photo that was waiting where it has been moved to', async () => {
    const source = fakeAlbum(12);
    const store = createMemoryStore();
    const signal = { aborted: false };
    await scanFake(store, source, {
      signal,
      batch: 2,
      onProgress: (p) => {
        signal.aborted = p.done >= 2;
      },
    });
    const bytes = await source.read({ root: source.root, path: '008.jpg', bytes: 0, modifiedAt: 0 });
    expect((await store.photoAt('008.jpg'))?.state).toEqual({ state: 'pending' });
    source.remove('008.jpg');
    source.put('moved.jpg', bytes);
    const { photos } = (await scanFake(store, source)).summary;
    expect(photos).toMatchObject({ seen: 12, failed: 0, missing: 0 });
    expect(photos.indexed + photos.unchanged).toBe(12);
    expect((await store.photoAt('moved.jpg'))?.state).toEqual({ state: 'indexed' });
  });

  it('lists bad photos with their reasons and goes on', async () => {
    const source = fakeAlbum(10);
    source.put('broken.jpg', new Uint8Array([1, 2, 3]));
    const fails = { reason: 'the disk is slow', kind: 'transient' } as const;
    source.put('slow.jpg', encodeFakePhoto({ width: 8, height: 8, seed: 1, fails }));
    const store = createMemoryStore();
    const { summary } = await scanFake(store, source);
    expect(summary.photos).toMatchObject({ seen: 12, indexed: 10, failed: 2 });
    expect(summary.failures).toEqual([
      { photo: 'broken.jpg', reason: 'not a fake photo', kind: 'permanent' },
      { photo: 'slow.jpg', reason: 'the disk is slow', kind: 'transient' },
    ]);
  });

  it('tries a passing failure three times and a lasting one once, until asked to retry', async () => {
    const source = fakeAlbum(1);
    source.put('broken.jpg', new Uint8Array([1]));
    source.put(
      'slow.jpg',
      encodeFakePhoto({ width: 8, height: 8, seed: 1, fails: { reason: 'r', kind: 'transient' } }),
    );
    const store = createMemoryStore();
    const attempts = async () => {
      const found: Record<string, number> = {};
      for await (const { files, state } of store.failed())
        if (state.state === 'failed') found[files[0]!.path] = state.failure.attempts;
      return found;
    };
    for (let n = 0; n < 5; n++) await scanFake(store, source);
    expect(await attempts()).toEqual({ 'broken.jpg': 1, 'slow.jpg': 3 });
    await store.retryFailed();
    await scanFake(store, source);
    expect(await attempts()).toEqual({ 'broken.jpg': 1, 'slow.jpg': 1 });
  });

  it('does not analyse a moved photo again, marks a deleted one missing, and takes it back', async () => {
    const source = fakeAlbum(6);
    const store = createMemoryStore();
    await scanFake(store, source);
    const bytes = await source.read({ root: source.root, path: '002.jpg', bytes: 0, modifiedAt: 0 });
    source.remove('002.jpg');
    source.put('moved/there.jpg', bytes);
    const moved = await scanFake(store, source);
    expect(moved.summary.photos).toEqual({ seen: 6, indexed: 0, unchanged: 6, failed: 0, missing: 0 });
    const [face] = await store.facesOfPhoto((await store.photoAt('moved/there.jpg'))!.id);
    const owner = moved.library.person(face!.person!)!;
    source.remove('moved/there.jpg');
    const without = await scanFake(store, source);
    expect(without.summary.photos).toMatchObject({ seen: 5, indexed: 0, missing: 1 });
    expect(without.summary.faces).toBeLessThan(moved.summary.faces);
    const rest = without.library.person(owner.id);
    expect(rest?.faces ?? []).toEqual(owner.faces.filter((f) => f !== face!.id));
    expect(rest?.photoCount ?? 0).toBe(owner.photoCount - 1);
    expect(without.library.people().map((p) => p.cover)).not.toContain(face!.id);
    source.put('back.jpg', bytes);
    const back = await scanFake(store, source);
    expect(back.library.person(owner.id)).toEqual(owner);
    expect(back.summary.photos).toEqual({ seen: 6, indexed: 0, unchanged: 6, failed: 0, missing: 0 });
  });

  it('does not take photos for gone below a folder that cannot be listed', async () => {
    const source = fakeAlbum(6);
    const store = createMemoryStore();
    await scanFake(store, source);
    const unplugged = {
      ...source,
      async *list(onProblem: (path: string, reason: string) => void) {
        onProblem(source.root, 'no such folder');
        yield* [];
      },
    };
    const problems: string[] = [];
    const { summary } = await scanFake(store, unplugged, { onProblem: (p) => problems.push(p.reason) });
    expect(summary.photos).toMatchObject({ seen: 6, missing: 0 });
    expect(problems).toEqual(['no such folder']);
  });

  it('lists a file that cannot be read, and indexes it once it can', async () => {
    const source = fakeAlbum(3);
    const store = createMemoryStore();
    let locked = true;
    const guarded: typeof source = {
      ...source,
      read: async (file) => {
        if (locked && file.path === '001.jpg') throw new Error('permission denied');
        return source.read(file);
      },
    };
    const first = await scanFake(store, guarded);
    expect(first.summary.failures).toEqual([
      { photo: '001.jpg', reason: 'permission denied', kind: 'transient' },
    ]);
    locked = false;
    const second = await scanFake(store, guarded);
    expect(second.summary.photos).toMatchObject({ seen: 3, indexed: 1, unchanged: 2, failed: 0 });
  });

  it('fails only the photo that breaks the models', async () => {
    const store = createMemoryStore();
    const picky: typeof analyse = (photos, telemetry) => {
      if (photos.some((p) => p.decoded.facts.takenAt === 5000)) throw new Error('NaN in the output');
      return analyse(photos, telemetry);
    };
    const { summary } = await scanFake(store, fakeAlbum(12), { analyse: picky });
    expect(summary.photos).toMatchObject({ indexed: 11, failed: 1 });
    expect(summary.failures[0]).toMatchObject({
      photo: '005.jpg',
      reason: 'analysis failed: NaN in the output',
    });
  });

  it('stops with the cause when no photo can be analysed, and keeps what was', async () => {
    const store = createMemoryStore();
    const broken: typeof analyse = (photos, telemetry) => {
      if (photos.some((p) => (p.decoded.facts.takenAt ?? 0) >= 8000)) throw new Error('the device is gone');
      return analyse(photos, telemetry);
    };
    await expect(scanFake(store, fakeAlbum(20), { analyse: broken })).rejects.toThrow('the device is gone');
    expect((await store.counts()).photos).toMatchObject({ indexed: 8, pending: 12, failed: 0 });
  });

  it('analyses everything anew for another model, and names stay with their faces', async () => {
    const store = createMemoryStore();
    const { library } = await scanFake(store);
    const biggest = library.people().toSorted((a, b) => b.faces.length - a.faces.length)[0]!;
    await library.name(biggest.id, 'Ada');
    const model = 'other/0123456789abcdef/1' as ModelKey;
    const other: typeof analyse = async (photos, telemetry) =>
      (await analyse(photos, telemetry)).map(({ id, faces }) => ({
        id,
        faces: faces.map(({ face, vector }) => ({
          face,
          vector: { model, values: vector.values.toReversed() },
        })),
      }));
    const again = await openFake(store, model);
    const { summary } = await scanFake(store, fakeAlbum(), { library: again, analyse: other });
    expect(summary.photos).toMatchObject({ indexed: 40, unchanged: 0 });
    const ada = again.person(again.personOf(biggest.cover)!)!;
    expect(ada.standing).toEqual({ state: 'named', name: 'Ada' });
    expect([...ada.faces].sort()).toEqual([...biggest.faces].sort());
  });
});

/** A store that fails every writing call after so many of them, as if the process had died there. */
function dyingAfter(store: Store, calls: number): Store {
  let left = calls;
  const mortal =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    (...args: A): Promise<R> =>
      left-- > 0 ? call(...args) : Promise.reject(new Error('died'));
  return {
    ...store,
    commit: mortal(store.commit),
    syncFiles: mortal(store.syncFiles),
    setSetting: mortal(store.setSetting),
  };
}
