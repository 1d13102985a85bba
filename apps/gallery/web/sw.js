// The page without a network: its own files from the cache, and nothing from anywhere else, for the page and its
// workers alike. SHELL, LARGE, RARE and VERSION are put in front by the build.
/* global SHELL, LARGE, RARE, VERSION */
const cacheName = `kith-${VERSION}`;
const known = new Set([...SHELL, ...LARGE, ...RARE]);

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(cacheName)
      .then((cache) => cache.addAll(SHELL))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((n) => n !== cacheName).map((n) => caches.delete(n))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('message', (event) => {
  if (event.data === 'warm') event.waitUntil(warm());
});

async function warm() {
  const cache = await caches.open(cacheName);
  for (const name of LARGE) if (!(await cache.match(name))) await cache.add(name).catch(() => undefined);
}

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== location.origin) {
    event.respondWith(Response.error());
    return;
  }
  if (event.request.method === 'GET') event.respondWith(answer(event, url));
});

async function answer(event, url) {
  const { request } = event;
  const cache = await caches.open(cacheName);
  const name = request.mode === 'navigate' ? './' : `./${url.pathname.slice(scopePath().length)}`;
  const kept = await cache.match(name);
  if (kept) return kept;
  const response = await fetch(request);
  // On a full disk nothing can be kept: the page then works with a network only.
  if (response.ok && known.has(name))
    event.waitUntil(cache.put(name, response.clone()).catch(() => undefined));
  return response;
}

function scopePath() {
  return new URL(self.registration.scope).pathname;
}
