import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

interface Picked {
  photoNamesToPick(): Promise<string[]>;
  photoToPick(name: string): Promise<string>;
  pickedFolder(): Promise<FileSystemDirectoryHandle>;
}

/**
 * Puts a folder of the page's own origin in the place of the browser's picker, which no test can answer, and copies the
 * photos of `folder` into it the first time it is asked for. All behind the picker is as in earnest.
 */
export async function answerFolderPicker(
  page: Page,
  folder: string,
  limit = Number.POSITIVE_INFINITY,
): Promise<void> {
  const names = readdirSync(folder).sort().slice(0, limit);
  const read = (name: string) => readFileSync(join(folder, name)).toString('base64');
  await page.exposeFunction('photoNamesToPick', () => names);
  await page.exposeFunction('photoToPick', read);
  await page.addInitScript(() => {
    const test = globalThis as unknown as Picked;
    const fill = async () => {
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
    let filled: Promise<FileSystemDirectoryHandle> | null = null;
    const pickedFolder = () => {
      filled ??= fill();
      return filled;
    };
    Object.assign(globalThis, { pickedFolder, showDirectoryPicker: pickedFolder });
  });
}

/** Copies the photos now, where that is not to be measured. */
export async function fillPickedFolder(page: Page): Promise<void> {
  await page.evaluate(async () => void (await (globalThis as unknown as Picked).pickedFolder()));
}
