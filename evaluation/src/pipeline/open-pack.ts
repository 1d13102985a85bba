import { type LoadedPack, loadPack } from '@kith/core/pipeline';
import { createNodeInference, readPackFolder, sha256 } from '@kith/node';

export interface PackChoice {
  /** Folder with `pack.json`, or a manifest's path. */
  readonly models: string;
  /** Where the weights lie, when not beside the manifest. */
  readonly weights?: string | undefined;
}

/** The product's own pack, on one thread of the CPU, so that figures repeat. */
export async function openPack({ models, weights }: PackChoice): Promise<LoadedPack> {
  const folder = await readPackFolder(models, weights === undefined ? {} : { weights });
  return loadPack({ ...folder, sha256, inference: createNodeInference({ threads: 1 }), backend: 'cpu' });
}
