import { connectRpc } from '@kith/web';
import type { HarnessMethods } from './harness-worker.js';

const worker = new Worker(new URL('./harness-worker.ts', import.meta.url), { type: 'module' });
const client = connectRpc<HarnessMethods>(worker);
worker.addEventListener('error', (event) => client.fail(new Error(event.message)));

const longTasks: number[] = [];
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) longTasks.push(duration);
}).observe({ type: 'longtask', buffered: true });

/** For the test: calls a method of the harness; and how long the page's own thread was blocked, each time over 50 ms. */
Object.assign(globalThis, {
  harness: (method: keyof HarnessMethods, ...args: never[]) => client.call(method, args as never),
  longTasks,
});
