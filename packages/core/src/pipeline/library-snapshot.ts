import type { FaceId } from '../faces/index.js';

/** An engine's snapshot and how much of the store it has seen. */
export interface LibrarySnapshot {
  /** How many of the model's faces, in the store's insertion order, the engine has been given. */
  readonly position: number;
  /** The last of them, or null when there is none: a check that the store is still the same up to there. */
  readonly last: FaceId | null;
  readonly engine: Uint8Array;
}

// Header: magic, version, position, length of the last face's id in bytes (little endian).
const magic = 0x3153484b; // "KHS1"
const version = 1;
const headerBytes = 16;

/** Wraps an engine's snapshot for the store. The result is new memory. */
export function encodeLibrarySnapshot({ position, last, engine }: LibrarySnapshot): Uint8Array {
  const id = new Uint8Array([...(last ?? '')].map((c) => c.charCodeAt(0)));
  const bytes = new Uint8Array(headerBytes + id.length + engine.length);
  const view = new DataView(bytes.buffer);
  [magic, version, position, id.length].forEach((n, i) => {
    view.setUint32(i * 4, n, true);
  });
  bytes.set(id, headerBytes);
  bytes.set(engine, headerBytes + id.length);
  return bytes;
}

/** Reads what `encodeLibrarySnapshot` wrote; null when it is something else or another version (then rebuild). */
export function decodeLibrarySnapshot(bytes: Uint8Array): LibrarySnapshot | null {
  if (bytes.length < headerBytes) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [m, v, position, length] = [0, 4, 8, 12].map((at) => view.getUint32(at, true));
  if (m !== magic || v !== version || bytes.length < headerBytes + (length as number)) return null;
  const end = headerBytes + (length as number);
  const last = String.fromCharCode(...bytes.subarray(headerBytes, end));
  return {
    position: position as number,
    last: last === '' ? null : (last as FaceId),
    engine: bytes.slice(end),
  };
}
