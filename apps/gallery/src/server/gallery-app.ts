import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Gallery } from '../service/create-gallery.js';
import { apiRoutes } from './api-routes.js';
import { eventRoute } from './event-route.js';
import { type GuardOptions, guard } from './guard.js';
import { mediaRoutes } from './media-routes.js';
import { pageRoutes } from './page-routes.js';
import type { Pictures } from './pictures.js';
import { securityHeaders } from './security-headers.js';
import type { Session } from './session.js';

export interface GalleryAppOptions extends GuardOptions {
  readonly gallery: Gallery;
  readonly pictures: Pictures;
  readonly session: Session;
  /** Folder with the built page. */
  readonly page: string;
}

/** All routes: headers on every answer, the guard before every route, the session before every byte of data. */
export function galleryApp(options: GalleryAppOptions): Hono {
  const { gallery, pictures, session, page } = options;
  const app = new Hono();
  app.use('*', securityHeaders());
  app.use('*', guard(options));
  app.post('/session', bodyLimit({ maxSize: 2000 }), (c) => session.open(c));
  app.use('/api/*', session.required);
  app.use('/media/*', session.required);
  app.use('/api/*', async (c, next) => {
    await next();
    c.header('cache-control', 'no-store');
  });
  app.get('/api/events', eventRoute(gallery));
  app.route('/api', apiRoutes(gallery));
  app.route('/media', mediaRoutes(pictures));
  app.route('/', pageRoutes(page));
  app.notFound((c) => c.json({ error: 'There is nothing here.' }, 404));
  app.onError((error, c) => {
    console.error(error);
    return c.json({ error: 'Something went wrong inside Kith.' }, 500);
  });
  return app;
}
