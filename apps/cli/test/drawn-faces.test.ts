import { cpSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { FaceId } from '@kith/core/faces';
import type { PhotoId } from '@kith/core/photo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openScanSession } from '../src/session/open-scan-session.js';
import type { ScanSession } from '../src/session/scan-session.js';
import { fixtures, tempFolder } from './run-kith.js';

describe('a face that the user draws', { timeout: 120_000 }, () => {
  const dir = tempFolder();
  const folder = join(dir, 'photos');
  let session: ScanSession;
  let photo: PhotoId;

  beforeAll(async () => {
    cpSync(join(fixtures, 'photos/together.jpg'), join(folder, 'together.jpg'));
    session = await openScanSession({
      ...{ library: join(dir, 'library'), batch: 8, threads: 1, backend: 'auto' },
    });
    await session.run([folder], {});
    photo = (await session.store.photoAt('together.jpg'))!.id;
  }, 60_000);
  afterAll(() => session.close());

  const facesNow = () => session.store.facesOfPhoto(photo);
  const draw = async (ordinal: number, box: { x: number; y: number; width: number; height: number }) => {
    const face = `${photo.slice(0, 16)}.${ordinal}` as FaceId;
    await session.store.draw({ face, photo, box });
    return face;
  };

  it('is found at once, under its id, and the others keep theirs', async () => {
    const before = await facesNow();
    expect(before).toHaveLength(2);
    // A corner without a face: nothing is found there, and the user is believed.
    const face = await draw(7, { x: 0.02, y: 0.02, width: 0.08, height: 0.1 });
    await session.analyseAgain(photo);
    const after = await facesNow();
    expect(after.map((f) => f.id).sort()).toEqual([...before.map((f) => f.id), face].sort());
    for (const old of before) expect(after.find((f) => f.id === old.id)?.box).toEqual(old.box);
    const drawn = after.find((f) => f.id === face)!;
    const { width } = (await session.store.photo(photo))!.facts!;
    expect(drawn.box.x).toBeCloseTo(0.02 * width, 6);
    expect(Math.hypot(...drawn.vector.values)).toBeCloseTo(1, 3);
    expect(drawn.points).toHaveLength(5);
  });

  it('around a face that detection has found is that face, when a scan begins anew', async () => {
    const [found] = await facesNow();
    const { width, height } = (await session.store.photo(photo))!.facts!;
    const { box } = found!;
    await session.store.resetComputed();
    await session.reopen();
    const face = await draw(9, {
      ...{ x: box.x / width, y: box.y / height, width: box.width / width, height: box.height / height },
    });
    const summary = await session.run([folder], {});
    expect(summary.photos.indexed).toBe(1);
    const after = await facesNow();
    expect(after).toHaveLength(3);
    expect(after.find((f) => f.id === face)?.box).toEqual(box);
    expect((await session.run([folder], {})).photos.indexed).toBe(0);
  });

  it('is found by the next scan when it could not be at once', async () => {
    const face = await draw(11, { x: 0.9, y: 0.8, width: 0.08, height: 0.1 });
    expect((await session.run([folder], {})).photos.indexed).toBe(1);
    expect((await facesNow()).map((f) => f.id)).toContain(face);
  });

  it('says why when the photo cannot be read, and loses nothing', async () => {
    const before = await facesNow();
    renameSync(join(folder, 'together.jpg'), join(folder, 'elsewhere.bin'));
    await expect(session.analyseAgain(photo)).rejects.toThrow(/it is not there/);
    renameSync(join(folder, 'elsewhere.bin'), join(folder, 'together.jpg'));
    expect(await facesNow()).toEqual(before);
  });
});
