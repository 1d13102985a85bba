import { createMemoryStore } from '@kith/testkit';
import { expect, test } from 'vitest';
import { openCanary } from '../src/library/canary.js';

test('a trial that ended the page is not repeated, at this start or any later one', async () => {
  const store = createMemoryStore();
  const first = await openCanary(store, true);
  expect(first.avoid).toEqual([]);
  // The page dies here: nothing sings.
  expect((await openCanary(store, true)).avoid).toEqual(['webgpu']);
  expect((await openCanary(store, true)).avoid).toEqual(['webgpu']);
});

test('once a batch is through, WebGPU is tried without a note', async () => {
  const store = createMemoryStore();
  await (await openCanary(store, true)).sing();
  expect((await openCanary(store, true)).avoid).toEqual([]);
  expect((await openCanary(store, true)).avoid).toEqual([]);
});

test('an accelerator that fails at work is left for good; without one nothing is noted', async () => {
  const store = createMemoryStore();
  await (await openCanary(store, false)).sing();
  const tried = await openCanary(store, true);
  expect(tried.avoid).toEqual([]);
  await tried.sing();
  await tried.die();
  expect((await openCanary(store, true)).avoid).toEqual(['webgpu']);
});
