import type { PackManifest } from '../models/index.js';
import type { ModelKey } from './face-vector.js';

/**
 * The key of the vectors a pack makes. It names the embedder's first weights file (the reference precision): other
 * files of the same model are other precisions of it, whose vectors may meet.
 */
export function modelKey(manifest: PackManifest): ModelKey {
  const weights = manifest.models.embedder.files[0]!.sha256.slice(0, 16);
  return `${manifest.id}/${weights}/${manifest.preprocessing}` as ModelKey;
}
