import type { PackManifest } from './manifest.js';
import { manifestSchema } from './manifest-schema.js';
import { ManifestError } from './reader.js';

/**
 * Reads `pack.json`. Throws a ManifestError that names the field, what was expected and what came, for instance
 * `pack.models.detector.input.layout: expected one of NCHW, NHWC, came "CHW"`.
 */
export function parsePack(json: string): PackManifest {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new ManifestError(`pack: expected JSON, ${(cause as Error).message}`, { cause });
  }
  return manifestSchema(value, 'pack');
}
