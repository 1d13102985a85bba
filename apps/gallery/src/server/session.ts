import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';

const request = z.strictObject({ secret: z.string().min(1).max(500) });
const failuresPerMinute = 10;

export interface Session {
  /** In the fragment of the address printed at start; never sent to a server by a browser on its own. */
  readonly token: string;
  /** Exchanges the token, or the password where one is set, for the cookie. */
  readonly open: (c: Context) => Promise<Response>;
  readonly required: MiddlewareHandler;
}

/** Who may talk to the server: the holder of the token (loopback) or of the password (other interfaces). */
export function createSession(port: () => number, password: string | null, now: () => number): Session {
  const token = randomBytes(32).toString('base64url');
  const cookie = randomBytes(32).toString('base64url');
  // Cookies do not tell ports apart; the name does, so that two libraries can be open at once.
  const name = () => `kith-${port()}`;
  let failures: number[] = [];
  return {
    token,
    open: async (c) => {
      failures = failures.filter((at) => now() - at < 60_000);
      if (failures.length >= failuresPerMinute)
        return c.json({ error: 'Too many attempts; wait a minute.' }, 429);
      const body = request.safeParse(await c.req.json().catch(() => null));
      const secret = body.success ? body.data.secret : '';
      if (!equal(secret, token) && !(password !== null && equal(secret, password))) {
        failures.push(now());
        return c.json({ error: 'That link or password is not valid any more.' }, 401);
      }
      setCookie(c, name(), cookie, { httpOnly: true, sameSite: 'Strict', path: '/' });
      return c.json({ ok: true });
    },
    required: async (c, next) => {
      if (!equal(getCookie(c, name()) ?? '', cookie)) {
        const error = 'Open the gallery with the link that Kith printed when it started.';
        return c.json({ error, password: password !== null }, 401);
      }
      return next();
    },
  };
}

/** In constant time whatever the lengths. */
function equal(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
