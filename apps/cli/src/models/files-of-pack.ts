import type { ModelFile, PackManifest } from '@kith/core/models';

/** Each file of the pack once, however many models share it. A manifest names at most 1 GB for each. */
export function filesOfPack({ models }: PackManifest): readonly ModelFile[] {
  const files = Object.values(models).flatMap((model) => model.files);
  return [...new Map(files.map((file) => [file.file, file])).values()];
}
