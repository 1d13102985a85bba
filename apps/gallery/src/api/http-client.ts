import type { GalleryApi, GalleryEvent } from './gallery-api.js';

/** Speaks to `serveGallery` on the page's own origin; the session cookie does the rest. Errors carry the server's sentence. */
export function httpClient(base = ''): GalleryApi {
  const own: Partial<GalleryApi> = {
    subscribe: (listener) => subscribe(`${base}/api/events`, listener),
    facePicture: (face, side) => ({ kind: 'url', url: `${base}/media/face/${face}?side=${side}` }),
    photoPicture: (photo, side) => ({ kind: 'url', url: `${base}/media/photo/${photo}?side=${side}` }),
  };
  return new Proxy(own as GalleryApi, {
    get: (target, key) =>
      key in target || typeof key === 'symbol' || absent.has(key)
        ? Reflect.get(target, key)
        : (input: unknown) => call(`${base}/api/${key}`, input),
  });
}

/** What only a library inside the page offers, and what a promise would ask for. */
const absent = new Set(['addFiles', 'exportFile', 'importFile', 'then']);

async function call(url: string, input: unknown): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  const body = await response.json().catch(() => null);
  if (!response.ok) throw new Error(errorOf(body) ?? `The gallery answered ${response.status}.`);
  return body;
}

function errorOf(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('error' in body)) return null;
  return typeof body.error === 'string' ? body.error : null;
}

function subscribe(url: string, listener: (event: GalleryEvent) => void): () => void {
  const source = new EventSource(url);
  source.onmessage = (message) => listener(JSON.parse(message.data) as GalleryEvent);
  // After a lost connection anything may have happened.
  let dropped = false;
  source.onerror = () => {
    dropped = true;
  };
  source.onopen = () => {
    if (dropped) listener({ kind: 'changed' });
    dropped = false;
  };
  return () => source.close();
}
