import { createRoot } from 'react-dom/client';
import { httpClient } from '../api/http-client.js';
import { App } from './app.js';

/** The token from the address becomes the session's cookie and leaves the address bar. */
async function openSession(): Promise<void> {
  const token = /^#token=([\w-]+)$/.exec(location.hash)?.[1];
  if (token === undefined) return;
  history.replaceState(null, '', `${location.pathname}#/`);
  await fetch('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ secret: token }),
  });
}

await openSession();
const root = document.getElementById('kith');
if (root !== null) createRoot(root).render(<App api={httpClient()} />);
