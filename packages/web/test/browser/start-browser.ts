import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { chromiumPath } from '@kith/testkit/chromium-path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';

const here = new URL('.', import.meta.url).pathname;
const root = new URL('../../../../', import.meta.url).pathname;
const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};
/** The policy a static Kith is served with: nothing from anywhere else. */
const policy =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; img-src 'self' blob:; connect-src 'self'";

export interface TestBrowser {
  readonly page: Page;
  /** Requests to anywhere but the page's own origin. */
  readonly foreign: readonly string[];
  call<T>(method: string, ...args: unknown[]): Promise<T>;
  close(): Promise<void>;
}

/** Builds the harness as an app would be built, serves it with `folders` (address prefix → folder), opens it in Chromium. */
export async function startBrowser(
  folders: Readonly<Record<string, string>>,
  packManifest: string,
  launch: readonly string[] = [],
): Promise<TestBrowser> {
  const out = mkdtempSync(join(tmpdir(), 'kith-web-'));
  await buildHarness(out);
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    try {
      const body = await readFile(locate(path, out, folders, packManifest));
      const type = types[extname(path)] ?? (path === '/' ? 'text/html' : 'application/octet-stream');
      response.writeHead(200, { 'content-type': type, 'content-security-policy': policy }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser: Browser = await chromium.launch({
    executablePath: chromiumPath!,
    args: ['--no-sandbox', '--disable-dev-shm-usage', ...launch],
  });
  const page = await browser.newPage();
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith('blob:')) foreign.push(request.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404'))
      console.error(`page: ${message.text()}`);
  });
  await page.goto(`${origin}/`);
  await page.waitForFunction('globalThis.harness');
  return {
    page,
    foreign,
    call: (method, ...args) =>
      page.evaluate(
        ([m, a]) =>
          (globalThis as unknown as { harness: (...x: unknown[]) => Promise<unknown> }).harness(
            m,
            ...(a as unknown[]),
          ),
        [method, args] as const,
      ) as Promise<never>,
    async close() {
      await browser.close();
      server.close();
      rmSync(out, { recursive: true, force: true });
    },
  };
}

async function buildHarness(out: string): Promise<void> {
  await build({
    root: here,
    base: './',
    logLevel: 'error',
    configFile: false,
    resolve: { conditions: ['kith-source', 'module', 'browser', 'import', 'default'] },
    worker: { format: 'es' },
    build: {
      outDir: out,
      emptyOutDir: true,
      target: 'es2023',
      minify: false,
      modulePreload: { polyfill: false },
    },
  });
}

function locate(
  path: string,
  out: string,
  folders: Readonly<Record<string, string>>,
  packManifest: string,
): string {
  const safe = normalize(path);
  if (safe === '/pack/pack.json') return packManifest;
  const prefix = Object.keys(folders).find((p) => safe.startsWith(p));
  if (prefix) return join(root, folders[prefix]!, safe.slice(prefix.length));
  return join(out, safe === '/' ? 'index.html' : safe);
}
