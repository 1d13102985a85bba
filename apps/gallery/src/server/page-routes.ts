import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Hono } from 'hono';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

const flatName = /^\/((?:assets\/)?[A-Za-z0-9_-][A-Za-z0-9._-]*)$/;

/** The built page. Only flat names inside `folder` and its `assets` exist; they hold no data and need no session. */
export function pageRoutes(folder: string): Hono {
  const app = new Hono();
  app.get('/', async (c) => {
    const html = await readFile(join(folder, 'index.html'), 'utf8').catch(() => null);
    if (html === null)
      return c.text('The page has not been built: run "npm run build -w apps/gallery".', 503);
    return c.html(html, 200, { 'cache-control': 'no-cache' });
  });
  app.get('*', async (c) => {
    const name = flatName.exec(c.req.path)?.[1] ?? '';
    const type = types[extname(name)];
    const bytes = type === undefined ? null : await readFile(join(folder, name)).catch(() => null);
    if (type === undefined || bytes === null) return c.json({ error: 'There is no such file.' }, 404);
    const forever = name.startsWith('assets/');
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': type,
      'cache-control': forever ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
  });
  return app;
}
