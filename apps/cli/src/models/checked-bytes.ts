import { createHash } from 'node:crypto';
import type { ModelFile } from '@kith/core/models';

/** The pieces of a model file as they come. Throws at the end when its length or SHA-256 is not what the manifest says. */
export async function* checkedBytes(
  { file, bytes, sha256 }: ModelFile,
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let length = 0;
  for await (const piece of pieces) {
    length += piece.length;
    if (length > bytes) throw new Error(`${file} has more than the ${bytes} bytes that pack.json names`);
    hash.update(piece);
    yield piece;
  }
  if (length !== bytes) throw new Error(`${file} has ${length} bytes; pack.json names ${bytes}`);
  if (hash.digest('hex') !== sha256)
    throw new Error(`${file} is not the file that pack.json names (its SHA-256 differs)`);
}
