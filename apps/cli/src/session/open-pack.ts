import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultAnalyseOptions, type LoadedPack, loadPack } from '@kith/core/pipeline';
import type { Inference } from '@kith/core/ports';
import {
  type AnalysisThread,
  createNodeInference,
  type PackFolder,
  readPackFolder,
  sha256,
  startAnalysisThread,
} from '@kith/node';
import type { ModelOptions } from '../options.js';
import { remark } from '../output/print.js';
import { UsageError } from '../usage-error.js';

/** The pack that ships with Kith. */
export const defaultPack = fileURLToPath(new URL('../../../../models', import.meta.url));

/** The packs that ship with Kith by their ids, the default first. They share all models but the embedder. */
export const shippedPacks: ReadonlyMap<string, string> = new Map([
  ['kith-default', defaultPack],
  ['kith-small', join(defaultPack, 'small.json')],
]);

/** Where added packs lie. */
export const addedPacks = (library: string) => join(library, 'models');

/** The path meant by `--models`: a folder, a manifest or the id of a pack at hand; the default pack when not given. */
export function packPath(models: string | undefined, library: string): string {
  if (models === undefined) return defaultPack;
  const added = join(addedPacks(library), models);
  if (existsSync(join(added, 'pack.json'))) return added;
  const path = shippedPacks.get(models) ?? resolve(models);
  if (!existsSync(path)) throw new UsageError(`there is no model pack '${models}'; see: kith models list`);
  return path;
}

/** Reads the pack's manifest; weights are read when it is loaded. */
export function readPack(path: string, weights: string | undefined): Promise<PackFolder> {
  return readPackFolder(path, weights === undefined ? {} : { weights: resolve(weights) });
}

export interface LoadModelsOptions extends Pick<ModelOptions, 'threads'> {
  /** A backend's name; `auto` is the best that works, `gpu` the best accelerator, else the processor, loudly. */
  readonly backend: string;
}

/** Loads and self-tests the pack's models in a thread of their own. Every fallback is a remark. */
export async function startModels(
  { path, weights }: { readonly path: string; readonly weights: string | null },
  options: LoadModelsOptions,
): Promise<AnalysisThread> {
  const { threads } = options;
  const backend = options.backend === 'gpu' ? acceleratorOf(inferenceFor(options)) : options.backend;
  const thread = await startAnalysisThread({
    ...{ pack: path, weights, backend: backend as 'auto', threads },
    options: defaultAnalyseOptions,
  });
  for (const notice of thread.loaded.notices) remark(`note: ${notice}`);
  return thread;
}

/** Loads and self-tests the pack's models here. Every fallback is a remark. */
export async function loadModels(folder: PackFolder, options: LoadModelsOptions): Promise<LoadedPack> {
  const inference = inferenceFor(options);
  const backend = options.backend === 'gpu' ? acceleratorOf(inference) : options.backend;
  const pack = await loadPack({ ...folder, sha256, inference, backend: backend as 'auto' });
  for (const notice of pack.notices) remark(`note: ${notice}`);
  return pack;
}

const acceleratorOf = ({ available }: Inference) => available.find((b) => b !== 'cpu') ?? 'webgpu';

/** WebGPU is used only when named: in Node it is young, and on a machine without Vulkan it complains on the terminal. */
function inferenceFor({ backend, threads }: LoadModelsOptions): Inference {
  const inference = createNodeInference({ threads, onFallback: () => undefined });
  if (backend !== 'auto') return inference;
  return { ...inference, available: inference.available.filter((b) => b !== 'webgpu') };
}
