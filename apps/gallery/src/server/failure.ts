import type { Context } from 'hono';

/** A rejected operation as an answer: 404 not there, 409 refused, else 422 with the library's own sentence. */
export function failure(c: Context, error: unknown): Response {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  if (name === 'NotFound') return c.json({ error: message }, 404);
  if (name === 'Refused') return c.json({ error: message }, 409);
  if (name === 'TypeError' || name === 'RangeError') {
    console.error(error);
    return c.json({ error: `Something went wrong inside Kith: ${message}` }, 500);
  }
  return c.json({ error: message }, 422);
}
