import type { PackManifest } from '@kith/core/models';
import { sentenceOf } from '../output/sentence-of.js';
import { checkedBytes } from './checked-bytes.js';
import { filesOfPack } from './files-of-pack.js';
import type { PackOrigin } from './pack-in-folder.js';

/** A file of a pack, and what is wrong with it or null. */
export interface CheckedFile {
  readonly file: string;
  readonly problem: string | null;
}

/** Reads every file that the manifest names, also those that this machine would not run. */
export async function checkPackFiles(
  manifest: PackManifest,
  origin: PackOrigin,
): Promise<readonly CheckedFile[]> {
  const checked: CheckedFile[] = [];
  for (const file of filesOfPack(manifest)) {
    try {
      for await (const _ of checkedBytes(file, origin.read(file)));
      checked.push({ file: file.file, problem: null });
    } catch (error) {
      checked.push({ file: file.file, problem: sentenceOf(error) });
    }
  }
  return checked;
}
