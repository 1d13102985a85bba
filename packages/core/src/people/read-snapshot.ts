import type { FaceId } from '../faces/index.js';
import type { PhotoId } from '../photo/index.js';
import { type ByteReader, byteReader } from './byte-reader.js';
import { checksum } from './checksum.js';
import type { Cluster, Micro, State } from './engine-state.js';
import type { FactId, PersonId } from './fact.js';
import { refreshMicro } from './micros.js';
import { SNAPSHOT } from './snapshot-header.js';
import { KINDS } from './write-snapshot.js';

/** Fills an empty state. Throws RangeError on damaged bytes and TypeError on those of another model. */
export function readSnapshot(state: State, bytes: Uint8Array): void {
  const body = byteReader(unseal(bytes));
  const model = body.text();
  const dimension = body.u32();
  if (model !== state.model || dimension !== state.dimension) {
    throw new TypeError(
      `the snapshot is of ${model} with ${dimension} values, expected ${state.model} with ${state.dimension}; add the faces anew`,
    );
  }
  state.serial = body.u32();
  readFaces(state, body);
  const near = readMicros(state, body);
  for (const [micro, rows] of near) for (const row of rows) micro.near.push(state.micros[row]!);
  readClusters(state, body);
  for (let left = body.u32(); left > 0; left--) state.followed.add(body.text() as FactId);
  body.end();
}

function unseal(bytes: Uint8Array): Uint8Array {
  if (bytes.byteLength < SNAPSHOT.headerBytes) throw damaged(`${bytes.byteLength} bytes are too few`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number): number => view.getUint32(4 * at, true);
  if (word(0) !== SNAPSHOT.magic[0] || word(1) !== SNAPSHOT.magic[1])
    throw damaged('it does not begin as one');
  if (word(2) !== SNAPSHOT.version) throw damaged(`version ${word(2)}, expected ${SNAPSHOT.version}`);
  const body = bytes.subarray(SNAPSHOT.headerBytes);
  if (word(4) !== body.length) throw damaged(`${body.length} bytes follow the header, expected ${word(4)}`);
  if (word(3) !== checksum(body)) throw damaged('its checksum differs');
  return body;
}

function damaged(how: string): RangeError {
  return new RangeError(`not a usable snapshot of people: ${how}; add the faces anew`);
}

function readFaces(state: State, body: ByteReader): void {
  const photos = body.u32();
  for (let photo = 0; photo < photos; photo++) {
    state.photoNumbers.set(body.text() as PhotoId, photo);
    state.facesOfPhoto.push([]);
  }
  const faces = body.u32();
  for (let slot = 0; slot < faces; slot++) {
    const id = body.text() as FaceId;
    const kind = KINDS[body.u32()]!;
    state.ids.push(id);
    state.kinds.push(kind);
    state.photos.push(body.u32());
    state.quality.push(body.f64());
    state.takenAt.push(body.f64());
    state.host.push(-1);
    if (kind === 'gone') continue;
    state.slots.set(id, slot);
    state.facesOfPhoto[state.photos[slot]!] = state.facesOfPhoto[state.photos[slot]!]!.concat(slot);
  }
  for (const slot of body.numbers()) state.turned.add(slot);
  state.vectors.load(body.bytes());
  for (let slot = 0; slot < faces; slot++) {
    if (state.kinds[slot] === 'gone' || state.quality[slot]! >= state.thresholds.quality) continue;
    state.weakSlots[state.weakVectors.push(state.vectors.row(slot))] = slot;
  }
}

function readMicros(state: State, body: ByteReader): Map<Micro, number[]> {
  const near = new Map<Micro, number[]>();
  state.freeRows.push(...body.numbers());
  const rows = body.u32();
  for (let row = 0; row < rows; row++) {
    const micro = body.u32() === 1 ? readMicro(body, row, near) : null;
    state.micros.push(micro);
    for (const slot of [...(micro?.faces ?? []), ...(micro?.weak ?? [])]) state.host[slot] = row;
    state.centres.push(new Float32Array(state.dimension));
    if (micro) refreshMicro(state, micro);
  }
  return near;
}

function readMicro(body: ByteReader, row: number, near: Map<Micro, number[]>): Micro {
  const mute = body.u32() === 1;
  const faces = body.numbers();
  const weak = body.numbers();
  const sum = body.floats();
  const rows = body.numbers();
  const micro: Micro = {
    row,
    faces,
    weak,
    sum: sum.length === 0 ? null : sum,
    near: [],
    nearCosine: [...body.floats()],
    cluster: NONE,
    mute,
  };
  near.set(micro, rows);
  return micro;
}

const NONE: Cluster = { micros: [], size: 0, id: null, serial: -1, stamp: 0, sum: null };

function readClusters(state: State, body: ByteReader): void {
  const bySerial = new Map<number, Cluster>();
  for (let left = body.u32(); left > 0; left--) {
    const serial = body.u32();
    const id = body.text();
    const micros = body.numbers().map((row) => state.micros[row]!);
    const size = micros.reduce((total, micro) => total + micro.faces.length, 0);
    const cluster: Cluster = {
      micros,
      size,
      id: id === '' ? null : (id as PersonId),
      serial,
      stamp: 0,
      sum: null,
    };
    for (const micro of micros) micro.cluster = cluster;
    bySerial.set(serial, cluster);
  }
  for (const serial of body.numbers()) {
    const cluster = bySerial.get(serial)!;
    state.owners.set(cluster.id!, cluster);
  }
}
