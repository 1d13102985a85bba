import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/**
 * Puts a folder of the page's own origin in the place of the browser's picker, which no test can answer, and copies the
 * photos of `folder` into it when it is asked for. All behind the picker is as in earnest.
 */
export async function answerFolderPicker(
  page: Page,
  folder: string,
  limit = Number.POSITIVE_INFINITY,
): Promise<void> {
  const names = readdirSync(folder).sort().slice(0, limit);
  await page.exposeFunction('photoNamesToPick', () => names);
  await page.exposeFunction('photoToPick', (name: string) =>
    readFileSync(join(folder, name)).toString('base64'),
  );
  await page.addInitScript(() => {
    const test = globalThis as unknown as {
      photoNamesToPick(): Promise<string[]>;
      photoToPick(name: string): Promise<string>;
    };
    const showDirectoryPicker = async () => {
      const own = await navigator.storage.getDirectory();
      const picked = await own.getDirectoryHandle('Picked', { create: true });
      for (const name of await test.photoNamesToPick()) {
        const bytes = Uint8Array.from(atob(await test.photoToPick(name)), (c) => c.charCodeAt(0));
        const writable = await (await picked.getFileHandle(name, { create: true })).createWritable();
        await writable.write(bytes);
        await writable.close();
      }
      return picked;
    };
    Object.assign(globalThis, { showDirectoryPicker });
  });
}
