import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { type ZodError, z } from 'zod';
import { inputs, type Operation } from '../api/inputs.js';
import type { Gallery } from '../service/create-gallery.js';
import { failure } from './failure.js';

const smallBody = 1_000_000;
const importBody = 65_000_000;

/** Every operation as `POST /<name>` with a JSON body, checked before it reaches the library. */
export function apiRoutes(gallery: Gallery): Hono {
  const app = new Hono();
  const handlers = gallery.handlers as Record<Operation, (input: unknown) => Promise<unknown>>;
  for (const name of Object.keys(inputs) as Operation[]) {
    const maxSize = name === 'importJson' ? importBody : smallBody;
    app.post(`/${name}`, bodyLimit({ maxSize, onError: tooLarge }), async (c) => {
      if (!c.req.header('content-type')?.startsWith('application/json')) {
        return c.json({ error: 'Expected application/json.' }, 415);
      }
      const body = await c.req.json().catch(() => undefined);
      if (body === undefined) return c.json({ error: 'The body is not JSON.' }, 400);
      const input = inputs[name].safeParse(body);
      if (!input.success) return c.json({ error: sentenceOf(input.error) }, 400);
      try {
        const output = await handlers[name](input.data);
        // What was deleted must not live on in the browser's cache of pictures.
        if (name.startsWith('delete')) c.header('clear-site-data', '"cache"');
        return c.json(output as object);
      } catch (error) {
        return failure(c, error);
      }
    });
  }
  return app;
}

function tooLarge(c: Context): Response {
  return c.json({ error: 'The request is larger than this server takes.' }, 413);
}

function sentenceOf(error: ZodError): string {
  return z.prettifyError(error).replaceAll('✖ ', '').replaceAll('\n', '; ');
}
