import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

export interface StaticServer {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * A plain file server without a header of its own, as any static host is; below `/kith/`, as on a project page.
 * `headed`: sends what the folder's `_headers` says, as some hosts do.
 */
export async function staticServer(folder: string, { headed = false } = {}): Promise<StaticServer> {
  const extra = headed ? await readHeaders(join(folder, '_headers')) : {};
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const name = pathname === '/kith/' ? 'index.html' : normalize(pathname.replace(/^\/kith\//, ''));
    try {
      const body = await readFile(join(folder, name));
      response
        .writeHead(200, { ...extra, 'content-type': types[extname(name)] ?? 'application/octet-stream' })
        .end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/kith/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** The headers of a `_headers` file that has one block, for every path. */
async function readHeaders(path: string): Promise<Record<string, string>> {
  const [all, ...lines] = (await readFile(path, 'utf8')).trimEnd().split('\n');
  if (all !== '/*') throw new Error(`${path} begins with ${all}`);
  return Object.fromEntries(
    lines.map((line) =>
      line
        .trim()
        .split(/: (.*)/s)
        .slice(0, 2),
    ),
  );
}
