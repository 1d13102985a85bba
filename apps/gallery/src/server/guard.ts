import type { MiddlewareHandler } from 'hono';
import { isAllowedHost } from './allowed-hosts.js';

export interface GuardOptions {
  readonly port: () => number;
  readonly names: readonly string[] | 'loopback';
}

/** Refuses foreign hosts and foreign pages, before anything else looks at the request. */
export function guard({ port, names }: GuardOptions): MiddlewareHandler {
  return async (c, next) => {
    const host = c.req.header('host');
    if (!isAllowedHost(host, port(), names)) {
      return c.json({ error: `This server does not answer to the name "${host ?? ''}".` }, 421);
    }
    const site = c.req.header('sec-fetch-site');
    if (site !== undefined && site !== 'same-origin' && site !== 'none') {
      return c.json({ error: 'Requests from other pages are refused.' }, 403);
    }
    const origin = c.req.header('origin');
    const reading = c.req.method === 'GET' || c.req.method === 'HEAD';
    if (origin === undefined ? !reading : origin !== `http://${host}`) {
      return c.json({ error: 'Requests from other origins are refused.' }, 403);
    }
    return next();
  };
}
