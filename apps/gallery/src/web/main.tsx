import { createRoot } from 'react-dom/client';
import { App } from '../ui/app.js';
import { pauseOnBattery } from './pause-on-battery.js';
import { workerClient } from './worker-client.js';

const worker = new Worker(new URL('./gallery-worker.js', import.meta.url), { type: 'module', name: 'kith' });
const api = workerClient(worker);
const root = document.getElementById('kith');
if (root !== null) createRoot(root).render(<App api={api} />);
void pauseOnBattery(api);

if ('serviceWorker' in navigator) {
  await navigator.serviceWorker.register(new URL('sw.js', document.baseURI), { scope: './' });
  // Models and WASM are large: they are kept for offline use once the page itself is there.
  (await navigator.serviceWorker.ready).active?.postMessage('warm');
}
