import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A face as it is kept between runs; `box` in pixels of the photo, `vector` of unit length. */
export interface CachedFace {
  readonly id: string;
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly quality: number;
  readonly vector: Float32Array;
}

/** What is kept of a picture: its faces, or why it could not be read. */
export interface CachedPicture {
  readonly width: number;
  readonly height: number;
  readonly takenAt: number | null;
  readonly faces: readonly CachedFace[];
  readonly failure: string | null;
}

export interface VectorCache {
  /** The picture of these bytes, from the cache or made anew. */
  get(bytes: Uint8Array, make: () => Promise<CachedPicture>): Promise<CachedPicture>;
}

/**
 * A folder of analysed pictures, named by what made them (pack, files, options) and by the SHA-256 of the picture's
 * bytes, so that a changed model or option never meets old vectors. Safe to delete. Written whole or not at all.
 */
export function openVectorCache(folder: string, madeBy: unknown): VectorCache {
  const root = join(folder, hash(JSON.stringify(madeBy)).slice(0, 16));
  return {
    async get(bytes, make) {
      const name = hash(bytes);
      const path = join(root, name.slice(0, 2), `${name}.json`);
      const kept = await read(path);
      if (kept) return kept;
      const made = await make();
      await write(path, made);
      return made;
    },
  };
}

function hash(of: Uint8Array | string): string {
  return createHash('sha256').update(of).digest('hex');
}

async function read(path: string): Promise<CachedPicture | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  return JSON.parse(text, (key, value) => (key === 'vector' ? fromBase64(value) : value)) as CachedPicture;
}

async function write(path: string, picture: CachedPicture): Promise<void> {
  const faces = picture.faces.map((f) => ({ ...f, vector: toBase64(f.vector) }));
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}`;
  await writeFile(temporary, JSON.stringify({ ...picture, faces }));
  await rename(temporary, path);
}

function toBase64(vector: Float32Array): string {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64');
}

function fromBase64(text: string): Float32Array {
  const bytes = Buffer.from(text, 'base64');
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
