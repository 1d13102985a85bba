import { join } from 'node:path';
import { createMemoryStore } from '@kith/testkit';
import { expect, it } from 'vitest';
import { readActiveModel, writeActiveModel } from '../src/session/active-model.js';
import { choosePack } from '../src/session/chosen-pack.js';
import { defaultPack } from '../src/session/open-pack.js';
import { tempFolder } from './run-kith.js';

async function madeWith(pack: string | null) {
  const store = createMemoryStore();
  const dir = tempFolder();
  const { model } = await choosePack(store, {}, dir);
  await writeActiveModel(store, { ...model, pack });
  expect((await readActiveModel(store))?.pack).toBe(pack);
  return { store, dir };
}

it('keeps to the models of the library', async () => {
  const small = join(defaultPack, 'small.json');
  const { store, dir } = await madeWith(small);
  expect((await choosePack(store, {}, dir)).manifest.id).toBe('kith-small');
});

it('takes the default models for some that ship no more', async () => {
  const { store, dir } = await madeWith(join(defaultPack, 'no-more.json'));
  expect((await choosePack(store, {}, dir)).manifest.id).toBe('kith-default');
});

it('does not do so for added models, which may come back', async () => {
  const { store, dir } = await madeWith('/gone/away/pack');
  await expect(choosePack(store, {}, dir)).rejects.toThrow('no model pack at /gone/away/pack');
});
