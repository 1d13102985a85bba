import { direction, type QuantisedRow, type Query } from '../vectors/index.js';
import type { Cluster, Micro, Slot, State } from './engine-state.js';
import { touch } from './touch.js';

/** From this many faces on a micro-cluster keeps its sum instead of adding it up when asked. */
const KEPT_SUM = 8;

/** Sum of the unit vectors of the micro-cluster's faces. The caller must not write to it. */
export function microSum(state: State, micro: Micro): Float32Array {
  return micro.sum ?? sumOfFaces(state, micro.faces);
}

function sumOfFaces(state: State, faces: readonly Slot[]): Float32Array {
  const sum = new Float32Array(state.dimension);
  for (const slot of faces) state.vectors.addTo(sum, slot, 1);
  return sum;
}

/** The face's vector as the engine keeps it. */
export function faceVector(state: State, slot: Slot): Float32Array {
  const vector = new Float32Array(state.dimension);
  state.vectors.addTo(vector, slot, 1);
  return vector;
}

/** A micro-cluster of these faces, in a cluster of its own. */
export function foundMicro(state: State, faces: readonly Slot[], mute: boolean): Micro {
  const free = state.freeRows.pop();
  const row = free ?? state.centres.push(state.vectors.row(faces[0]!));
  const cluster: Cluster = {
    micros: [],
    size: faces.length,
    id: null,
    serial: state.serial++,
    stamp: ++state.stamp,
    sum: null,
  };
  const micro: Micro = {
    row,
    faces: [...faces],
    weak: [],
    sum: null,
    near: [],
    nearCosine: [],
    cluster,
    mute,
  };
  cluster.micros.push(micro);
  state.micros[row] = micro;
  for (const slot of faces) state.host[slot] = row;
  refreshMicro(state, micro);
  return micro;
}

export function joinMicro(state: State, micro: Micro, slot: Slot): void {
  touch(state, micro.cluster);
  micro.faces.push(slot);
  micro.cluster.size++;
  state.host[slot] = micro.row;
  if (micro.sum) state.vectors.addTo(micro.sum, slot, 1);
  refreshMicro(state, micro);
}

/** Takes a good face out; a micro-cluster left empty goes, and its weak faces with it are let go. */
export function leaveMicro(state: State, slot: Slot): readonly Slot[] {
  const micro = state.micros[state.host[slot]!]!;
  touch(state, micro.cluster);
  micro.faces.splice(micro.faces.indexOf(slot), 1);
  micro.cluster.size--;
  micro.sum = null;
  state.host[slot] = -1;
  if (micro.faces.length > 0) {
    refreshMicro(state, micro);
    return [];
  }
  return dropMicro(state, micro);
}

/** Takes the micro-cluster itself away; returns the weak faces that are without a host now. */
export function dropMicro(state: State, micro: Micro): readonly Slot[] {
  const { cluster } = micro;
  touch(state, cluster);
  cluster.micros.splice(cluster.micros.indexOf(micro), 1);
  cluster.size -= micro.faces.length;
  if (cluster.micros.length === 0 && cluster.id !== null) state.owners.delete(cluster.id);
  state.micros[micro.row] = null;
  state.centres.set(micro.row, new Float32Array(state.dimension));
  state.freeRows.push(micro.row);
  for (const slot of micro.weak) state.host[slot] = -1;
  return micro.weak;
}

/** Makes the micro-cluster hold exactly these faces. Its cluster is the caller's business. */
export function refillMicro(state: State, micro: Micro, faces: readonly Slot[], weak: readonly Slot[]): void {
  micro.faces.splice(0, micro.faces.length, ...faces);
  micro.weak.splice(0, micro.weak.length, ...weak);
  for (const slot of [...faces, ...weak]) state.host[slot] = micro.row;
  micro.sum = null;
  refreshMicro(state, micro);
}

export function isAlive(state: State, micro: Micro): boolean {
  return state.micros[micro.row] === micro;
}

/** To be called after its faces changed: brings its centre up to date. */
export function refreshMicro(state: State, micro: Micro): void {
  if (micro.faces.length >= KEPT_SUM) micro.sum ??= microSum(state, micro);
  state.centres.set(micro.row, centreOf(state, micro));
}

function centreOf(state: State, { mute, faces, sum }: Micro): Query {
  if (mute) return new Float32Array(state.dimension);
  return sum || faces.length > 1
    ? direction(sum ?? sumOfFaces(state, faces))
    : unitRow(state.vectors.row(faces[0]!));
}

/** The row at unit length, which quantising has changed by a little. */
function unitRow({ values }: QuantisedRow): QuantisedRow {
  let square = 0;
  for (let i = 0; i < values.length; i++) square += values[i]! * values[i]!;
  return { values, scale: square === 0 ? 0 : Math.fround(1 / Math.sqrt(square)) };
}
