import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { GalleryEvent } from '../api/gallery-api.js';
import type { Gallery } from '../service/create-gallery.js';

const gatherMs = 200;
const heartbeatMs = 20_000;

/** Server-sent events. Bursts are gathered: of each kind at most five a second are sent, the newest. */
export function eventRoute(gallery: Gallery): (c: Context) => Response {
  return (c) =>
    streamSSE(c, async (stream) => {
      const due = new Map<GalleryEvent['kind'], GalleryEvent>();
      let wake: () => void = () => {};
      const stop = gallery.subscribe((event) => {
        due.set(event.kind, event);
        wake();
      });
      stream.onAbort(() => {
        stop();
        wake();
      });
      await stream.write(': connected\n\n');
      while (!stream.aborted && !stream.closed) {
        const heartbeat = setTimeout(() => wake(), heartbeatMs);
        if (due.size === 0) await new Promise<void>((go) => (wake = go));
        clearTimeout(heartbeat);
        if (due.size === 0) await stream.write(': still here\n\n');
        for (const event of due.values()) await stream.writeSSE({ data: JSON.stringify(event) });
        due.clear();
        await stream.sleep(gatherMs);
      }
      stop();
    });
}
