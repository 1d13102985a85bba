import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openNodeStore } from '@kith/node';
import { describe, expect, it } from 'vitest';
import { fixtures, killTest, run, runKith, tempFolder } from './run-kith.js';

const photos = join(fixtures, 'photos');
const broken = join(fixtures, 'broken');

describe('kith scan', { timeout: 600_000 }, () => {
  it('indexes the fixtures, says so in stable keys, and does nothing the second time', async () => {
    const library = join(tempFolder(), 'library');
    const first = await runKith(['scan', photos, broken, '--library', library, '--json']);
    expect(first.code).toBe(0);
    const summary = JSON.parse(first.stdout);
    expect(Object.keys(summary)).toEqual(
      'photos faces people stages wallMs photosPerSecond peakRssMb backend pack failures'.split(' '),
    );
    expect(summary.photos).toEqual({ seen: 20, indexed: 17, unchanged: 0, failed: 3, missing: 0 });
    expect(Object.keys(summary.stages)).toEqual('decode detect landmarks align embed cluster'.split(' '));
    for (const stage of Object.values(summary.stages))
      expect(Object.keys(stage as object)).toEqual(['medianMs', 'p95Ms', 'perPhotoMs', 'count']);
    expect(summary.stages.decode.count).toBe(17);
    expect(summary.faces).toBeGreaterThanOrEqual(14);
    expect(summary.failures.map((f: { photo: string }) => f.photo)).toEqual([
      'empty.jpg',
      'not-a-photo.jpg',
      'truncated.jpg',
    ]);
    const second = JSON.parse((await runKith(['scan', '--library', library, '--json'])).stdout);
    expect(second.photos).toEqual({ seen: 20, indexed: 0, unchanged: 17, failed: 3, missing: 0 });
    expect(second.stages.detect.count).toBe(0);
    expect(second.faces).toBe(summary.faces);
    const failed = JSON.parse((await runKith(['failed', '--library', library, '--json'])).stdout);
    expect(failed).toHaveLength(3);
    for (const f of failed) expect(f.reason.length).toBeGreaterThan(10);
  });

  it('follows files that move, vanish, change and return', async () => {
    const dir = tempFolder();
    const [library, folder] = [join(dir, 'library'), join(dir, 'photos')];
    const copy = (from: string, to: string) => cpSync(join(photos, from), join(folder, to));
    for (const name of ['collins-small.jpg', 'hopper-small.jpg']) copy(name, name);
    const scan = async () =>
      JSON.parse((await runKith(['scan', folder, '--library', library, '--json'])).stdout).photos;
    expect(await scan()).toMatchObject({ seen: 2, indexed: 2 });
    rmSync(join(folder, 'hopper-small.jpg'));
    copy('hopper-small.jpg', 'below/renamed.jpg');
    expect(await scan()).toEqual({ seen: 2, indexed: 0, unchanged: 2, failed: 0, missing: 0 });
    rmSync(join(folder, 'below'), { recursive: true });
    copy('collins-dark.jpg', 'collins-small.jpg');
    expect(await scan()).toEqual({ seen: 1, indexed: 1, unchanged: 0, failed: 0, missing: 2 });
  });

  it('ends in the same library when it is killed and run again', async () => {
    const { code, stdout, stderr } = await run([killTest, photos, '--kills', '3', '--batch', '4']);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/kill 3/);
    expect(stdout).toMatch(/exactly the same/);
    expect(code).toBe(0);
  });

  it('finishes the batch at hand on Ctrl-C, keeps it and exits with 130', async () => {
    const library = join(tempFolder(), 'library');
    let sent = false;
    const args = ['scan', photos, '--library', library, '--batch', '2', '--progress-json', '--json'];
    const { code, stdout } = await runKith(args, (pid, text) => {
      if (sent || !/"phase":"analysing","done":2/.test(text)) return;
      sent = true;
      process.kill(pid, 'SIGINT');
    });
    expect(code).toBe(130);
    const { indexed, failed } = JSON.parse(stdout).photos;
    expect(indexed).toBeGreaterThanOrEqual(2);
    expect(indexed).toBeLessThan(17);
    expect(failed).toBe(0);
    const status = JSON.parse((await runKith(['status', '--library', library, '--json'])).stdout);
    expect(status.photos).toMatchObject({ indexed, failed: 0 });
    // Files that have not been read yet are not known.
    expect(status.photos.pending).toBeLessThanOrEqual(17 - indexed);
    const rest = JSON.parse((await runKith(['scan', '--library', library, '--json'])).stdout);
    expect(rest.photos).toEqual({
      seen: 17,
      indexed: 17 - indexed,
      unchanged: indexed,
      failed: 0,
      missing: 0,
    });
  });

  it('lets one process write, tells the second who does, and others read meanwhile', async () => {
    const library = join(tempFolder(), 'library');
    await runKith(['scan', broken, '--library', library]);
    const store = await openNodeStore({ dir: library });
    try {
      const second = await runKith(['scan', broken, '--library', library]);
      expect(second.code).toBe(1);
      expect(second.stderr).toMatch(new RegExp(`written by process ${process.pid}`));
      expect((await runKith(['status', '--library', library])).code).toBe(0);
    } finally {
      await store.close();
    }
  });

  it('says in one sentence what it cannot understand, with exit code 2', async () => {
    const library = join(tempFolder(), 'library');
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [['scan', '/no/such/folder'], /there is no folder/],
      [['scan', join(photos, 'nobody.jpg')], /is a file/],
      [['scan'], /name a folder to scan/],
      [['scan', photos, '--batch', '0'], /whole number from 1 to 64/],
      [['scan', photos, '--models', 'nonsense'], /no model pack 'nonsense'/],
      [['frobnicate'], /unknown command/],
    ];
    for (const [args, message] of cases) {
      const { code, stderr } = await runKith([
        ...args,
        ...(args[0] === 'scan' ? ['--library', library] : []),
      ]);
      expect(stderr).toMatch(message);
      expect(stderr).not.toMatch(/ {4}at /);
      expect(code).toBe(2);
    }
    const { code, stderr } = await runKith(['people', '--library', join(tempFolder(), 'none')]);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/scan a folder first/)]);
  });
});
