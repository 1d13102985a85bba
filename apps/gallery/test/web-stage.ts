import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { buildPage } from '../scripts/build.mjs';
import { launchChromium, patience } from './chromium.js';
import { compile } from './serve-cli.js';
import { staticServer } from './static-server.js';

/** The page of the browser mode on a static host, a browser, and a folder for what a test makes. */
export interface WebStage {
  readonly work: string;
  readonly url: string;
  /** A page of a context of its own: another browser, as far as the library is concerned. */
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

export async function openWebStage(name: string): Promise<WebStage> {
  compile();
  await buildPage({ mode: 'web' });
  const work = await mkdtemp(join(tmpdir(), `kith-${name}-`));
  const browser = await launchChromium();
  const server = await staticServer(fileURLToPath(new URL('../dist/web/', import.meta.url)));
  return {
    work,
    url: server.url,
    async newPage() {
      const page = await (await browser.newContext()).newPage();
      page.setDefaultTimeout(patience);
      return page;
    },
    async close() {
      await browser.close();
      await server.close();
      await rm(work, { recursive: true, force: true });
    },
  };
}
