import type { PackManifest } from '@kith/core/models';

/** The verdict on models that have been loaded, in words: had one with a golden output failed, loading would have. */
export function selfTestOf(manifest: PackManifest, notices: readonly string[]): string {
  const entries = Object.values(manifest.models);
  const tested = entries.filter((entry) => entry.golden).length;
  const verdict =
    tested === entries.length ? 'passed' : `${tested} of ${entries.length} models have one; passed`;
  return [verdict, ...notices].join('; ');
}
