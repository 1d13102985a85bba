import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { request as rawRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAllowedHost } from '../src/server/allowed-hosts.js';
import { isBelow, readPhoto } from '../src/server/read-photo.js';
import type { ServedGallery } from '../src/server/serve-gallery.js';
import { serveFake } from './fake/serve-fake.js';

let served: ServedGallery;
let origin: string;
let cookie: string;

beforeAll(async () => {
  served = await serveFake({ people: 8, faces: 60 });
  origin = `http://127.0.0.1:${served.port}`;
  const opened = await post('/session', { secret: served.url.split('#token=')[1] });
  cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
});
afterAll(() => served.close());

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(origin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}
const mine = (path: string, body: unknown = {}, headers = {}) => post(path, body, { cookie, ...headers });

/** A request whose Host header, and whose path as written, are the caller's. */
function raw(path: string, headers: Record<string, string>): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = rawRequest({ host: '127.0.0.1', port: served.port, path, headers }, (res) => {
      let text = '';
      res.on('data', (d) => {
        text += d;
      });
      res.on('end', () => resolve({ status: res.statusCode ?? 0, text }));
    });
    sent.on('error', reject).end();
  });
}

describe('the session', () => {
  it('answers its holder', async () => {
    const people = await mine('/api/people');
    expect(people.status).toBe(200);
    expect((await people.json()).length).toBe(8);
  });

  it('is an HttpOnly cookie of this site only', async () => {
    const opened = await post('/session', { secret: served.url.split('#token=')[1] });
    expect(opened.headers.get('set-cookie')).toMatch(/HttpOnly/);
    expect(opened.headers.get('set-cookie')).toMatch(/SameSite=Strict/);
  });

  it.each(['/api/people', '/api/deleteEverything', '/api/exportJson'])('is needed for %s', async (path) => {
    const refused = await post(path, {});
    expect(refused.status).toBe(401);
    expect((await refused.json()).error).toMatch(/link that Kith printed/);
  });

  it('is needed for pictures and events', async () => {
    for (const path of ['/media/face/0000000000000001.0', '/api/events']) {
      expect((await fetch(origin + path)).status).toBe(401);
    }
  });

  it('is not given for a wrong token, and guessing is slowed down', async () => {
    const other = await serveFake({ people: 2, faces: 4 });
    const at = `http://127.0.0.1:${other.port}`;
    const guess = () =>
      fetch(`${at}/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: at },
        body: JSON.stringify({ secret: 'guess' }),
      });
    const statuses = [];
    for (let i = 0; i < 12; i++) statuses.push((await guess()).status);
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401));
    expect(statuses.slice(10)).toEqual([429, 429]);
    await other.close();
  });
});

describe('rebinding and other pages', () => {
  it.each(['evil.example', 'evil.example:80', '127.0.0.1.evil.example', 'localhost.evil.example'])(
    'refuses the host name %j',
    async (host) => {
      const { status, text } = await raw('/', {
        host: host.replace(':80', `:${served.port}`),
      });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(text).not.toMatch(/<html/);
    },
  );

  it('refuses the right name with a wrong port', () => {
    expect(isAllowedHost(undefined, 80, 'loopback')).toBe(false);
    expect(isAllowedHost('127.0.0.1:1', 80, 'loopback')).toBe(false);
    expect(isAllowedHost('127.0.0.1:80', 80, 'loopback')).toBe(true);
    expect(isAllowedHost('192.168.0.5:80', 80, 'loopback')).toBe(false);
    expect(isAllowedHost('192.168.0.5:80', 80, ['photos'])).toBe(true);
    expect(isAllowedHost('evil.example:80', 80, ['photos'])).toBe(false);
  });

  it.each(['http://evil.example', 'null', 'https://127.0.0.1', 'http://127.0.0.1:1'])(
    'refuses a POST from the origin %s, cookie or not',
    async (foreign) => {
      const refused = await mine('/api/people', {}, { origin: foreign });
      expect(refused.status).toBe(403);
      expect((await refused.json()).error).toMatch(/other origins/);
    },
  );

  it('refuses a POST without an origin', async () => {
    const refused = await fetch(`${origin}/api/people`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: '{}',
    });
    expect(refused.status).toBe(403);
  });

  it('refuses what a browser marks as another site’s, pictures too', async () => {
    const { status } = await raw('/media/face/0000000000000001.0', {
      host: `127.0.0.1:${served.port}`,
      cookie,
      'sec-fetch-site': 'cross-site',
    });
    expect(status).toBe(403);
  });
});

describe('what is sent', () => {
  it.each([
    ['not JSON', 'people', '{', 400],
    ['an unknown field', 'people', { drop: 'table' }, 400],
    ['an id that is a path', 'person', { person: '../../etc/passwd' }, 400],
    ['a name that is not text', 'name', { person: 'p0000000000000001.0', name: { $ne: null } }, 400],
    ['a name of 201 letters', 'name', { person: 'p0000000000000001.0', name: 'x'.repeat(201) }, 400],
    ['a photo that is not there', 'photo', { photo: `${'f'.repeat(63)}9` }, 404],
    ['deletion without the words', 'deleteEverything', { confirm: 'yes' }, 400],
    [
      'a box outside the photo',
      'draw',
      { photo: '0'.repeat(64), box: { x: 0.9, y: 0, width: 0.5, height: 0.1 } },
      400,
    ],
  ])('refuses %s', async (_what, operation, body, status) => {
    const refused = await mine(`/api/${operation}`, body);
    expect(refused.status).toBe(status);
    expect((await refused.json()).error).toBeTypeOf('string');
  });

  it('refuses a body that is too large', async () => {
    const other = await serveFake({ people: 2, faces: 4 });
    const at = `http://127.0.0.1:${other.port}`;
    const headers = { 'content-type': 'application/json', origin: at };
    const send = (path: string, body: unknown, cookies = '') =>
      fetch(at + path, {
        method: 'POST',
        headers: { ...headers, cookie: cookies },
        body: JSON.stringify(body),
      });
    const opened = await send('/session', { secret: other.url.split('#token=')[1] });
    const own = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
    const refused = await send('/api/name', { person: 'p0', name: 'x'.repeat(1_100_000) }, own);
    expect(refused.status).toBe(413);
    expect((await refused.json()).error).toMatch(/larger/);
    await other.close();
  });

  it('refuses a form, which any page could send', async () => {
    const refused = await mine('/api/people', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' });
    expect(refused.status).toBe(415);
  });

  it('knows no operation that is not in the table', async () => {
    for (const name of ['constructor', '__proto__', 'toString', 'nothing']) {
      expect((await mine(`/api/${name}`)).status).toBe(404);
    }
  });
});

describe('files', () => {
  it.each([
    '/../package.json',
    '/..%2f..%2fpackage.json',
    '/assets/../../../package.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/..%5c..%5cpackage.json',
    '/etc/passwd',
    '//etc/passwd',
    '/media/photo/..%2f..%2fetc%2fpasswd',
    '/media/face/../../../etc/passwd',
  ])('serves nothing for %s', async (path) => {
    const { status, text } = await raw(path, { host: `127.0.0.1:${served.port}`, cookie });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(text).not.toMatch(/root:|"name"/);
  });

  it('every answer carries the policy', async () => {
    for (const path of ['/', '/nothing', '/api/people']) {
      const { headers } = await fetch(origin + path);
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'/);
      expect(headers.get('content-security-policy')).not.toMatch(/unsafe/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('reads photos below the roots only, links included', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'kith-roots-'));
    const root = join(dir, 'photos');
    await mkdir(join(root, 'sub'), { recursive: true });
    await writeFile(join(dir, 'secret.jpg'), 'secret');
    await writeFile(join(root, 'sub/ok.jpg'), 'ok');
    await symlink(join(dir, 'secret.jpg'), join(root, 'link.jpg'));
    await mkdir(join(dir, 'photos-not'));
    await writeFile(join(dir, 'photos-not/x.jpg'), 'secret');
    const read = (path: string, at = root) => readPhoto({ root: at, path }, [root]);
    expect(new TextDecoder().decode(await read('sub/ok.jpg'))).toBe('ok');
    await expect(read('../secret.jpg')).rejects.toThrow(/outside/);
    await expect(read('link.jpg')).rejects.toThrow(/outside/);
    await expect(read('../photos-not/x.jpg')).rejects.toThrow(/outside/);
    await expect(read(join(dir, 'secret.jpg'))).rejects.toThrow(/outside/);
    await expect(read('secret.jpg', dir)).rejects.toThrow(/not a folder of this library/);
    await expect(read('nothing.jpg')).rejects.toThrow(/not there/);
    expect(isBelow('/a', '/a')).toBe(false);
    expect(isBelow('/a', '/a/..b')).toBe(true);
    await rm(dir, { recursive: true });
  });
});

describe('other interfaces', () => {
  it('are refused without a password', async () => {
    await expect(serveFake({ host: '0.0.0.0' })).rejects.toThrow(/set a password/);
    await expect(serveFake({ host: '0.0.0.0', password: 'short' })).rejects.toThrow(/8 characters/);
  });

  it('open with the password, and not without', async () => {
    const open = await serveFake({ people: 2, faces: 4, host: '0.0.0.0', password: 'correct horse' });
    const at = `http://127.0.0.1:${open.port}`;
    const enter = (secret: string) =>
      fetch(`${at}/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: at },
        body: JSON.stringify({ secret }),
      });
    expect((await enter('wrong horse')).status).toBe(401);
    expect((await enter('correct horse')).status).toBe(200);
    await open.close();
  });
});
