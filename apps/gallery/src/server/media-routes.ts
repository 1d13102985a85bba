import { type Context, Hono } from 'hono';
import { faceId, photoId } from '../api/ids.js';
import { failure } from './failure.js';
import type { EncodedPicture, Pictures } from './pictures.js';

const faceSides = [96, 192, 384];
const photoSides = [320, 640, 1280, 2560];

/** `GET /face/<id>?side=` and `GET /photo/<id>?side=`: by id alone, so no path can be asked for. */
export function mediaRoutes(pictures: Pictures): Hono {
  const app = new Hono();
  app.get('/face/:id', async (c) => {
    const id = faceId.safeParse(c.req.param('id'));
    if (!id.success) return c.json({ error: 'That is not a face id.' }, 400);
    return send(c, () => pictures.face(id.data, sideOf(c, faceSides)));
  });
  app.get('/photo/:id', async (c) => {
    const id = photoId.safeParse(c.req.param('id'));
    if (!id.success) return c.json({ error: 'That is not a photo id.' }, 400);
    return send(c, () => pictures.photo(id.data, sideOf(c, photoSides)));
  });
  return app;
}

/** The smallest of the sizes made that is large enough. */
function sideOf(c: Context, sides: readonly number[]): number {
  const wanted = Number(c.req.query('side') ?? sides[0]);
  return sides.find((side) => side >= wanted) ?? (sides.at(-1) as number);
}

async function send(c: Context, make: () => Promise<EncodedPicture>): Promise<Response> {
  try {
    const { bytes, type } = await make();
    c.header('content-type', type);
    c.header('cache-control', 'private, max-age=3600');
    return c.body(new Uint8Array(bytes));
  } catch (error) {
    return failure(c, error);
  }
}
