import { type ByteWriter, byteWriter } from './byte-writer.js';
import { checksum } from './checksum.js';
import type { Cluster, Micro, State } from './engine-state.js';
import { isAlive } from './micros.js';
import { SNAPSHOT } from './snapshot-header.js';

/**
 * The whole state but the facts, of which only the ids followed so far are in it. About 300 bytes a face of 256
 * dimensions. The same state gives the same bytes.
 */
export function writeSnapshot(state: State): Uint8Array {
  const body = byteWriter();
  body.text(state.model);
  body.u32(state.dimension);
  body.u32(state.serial);
  writeFaces(state, body);
  writeMicros(state, body);
  const followed = [...state.facts.map((fact) => fact.id), ...state.followed];
  body.u32(followed.length);
  for (const id of followed) body.text(id);
  return seal(body.done());
}

function seal(body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(SNAPSHOT.headerBytes + body.length);
  const view = new DataView(bytes.buffer);
  const words = [...SNAPSHOT.magic, SNAPSHOT.version, checksum(body), body.length];
  for (const [at, word] of words.entries()) view.setUint32(4 * at, word, true);
  bytes.set(body, SNAPSHOT.headerBytes);
  return bytes;
}

function writeFaces(state: State, body: ByteWriter): void {
  const photos = [...state.photoNumbers.keys()];
  body.u32(photos.length);
  for (const photo of photos) body.text(photo);
  body.u32(state.ids.length);
  for (let slot = 0; slot < state.ids.length; slot++) {
    const kind = state.kinds[slot]!;
    body.text(kind === 'gone' ? '' : state.ids[slot]!);
    body.u32(KINDS.indexOf(kind));
    body.u32(state.photos[slot]!);
    body.f64(state.quality[slot]!);
    body.f64(state.takenAt[slot]!);
  }
  body.numbers([...state.turned]);
  body.bytes(state.vectors.bytes());
}

/** By number in a snapshot: append only. */
export const KINDS = ['good', 'weak', 'excluded', 'gone'] as const;

function writeMicros(state: State, body: ByteWriter): void {
  body.numbers(state.freeRows);
  body.u32(state.micros.length);
  const clusters = new Set<Cluster>();
  for (const micro of state.micros) {
    body.u32(micro ? 1 : 0);
    if (!micro) continue;
    writeMicro(state, body, micro);
    clusters.add(micro.cluster);
  }
  body.u32(clusters.size);
  for (const cluster of [...clusters].sort((a, b) => a.serial - b.serial)) {
    body.u32(cluster.serial);
    body.text(cluster.id ?? '');
    body.numbers(cluster.micros.map((micro) => micro.row));
  }
  body.numbers([...state.owners.values()].map((cluster) => cluster.serial));
}

function writeMicro(state: State, body: ByteWriter, micro: Micro): void {
  const near = micro.near.map((other, at) => ({ other, cosine: micro.nearCosine[at]! }));
  const alive = near.filter(({ other }) => isAlive(state, other));
  body.u32(micro.mute ? 1 : 0);
  body.numbers(micro.faces);
  body.numbers(micro.weak);
  body.floats(micro.sum ?? []);
  body.numbers(alive.map(({ other }) => other.row));
  body.floats(alive.map(({ cosine }) => cosine));
}
