import { appendFileSync, existsSync } from 'node:fs';
import type { StreamOptions } from '@kith/core/evaluate';
import type { GrowthPoint } from '../engine/stream-meter.js';
import { provenance } from './provenance.js';

const HEADER = 'date,commit,machine,stream,seed,faces,people,cpu_ms_per_face,bytes_per_face,churn\n';

/** Appends each point of growth to the file at once, so that a run that is cut short has left what it reached. */
export function growthLog(path: string, stream: Partial<StreamOptions>): (point: GrowthPoint) => void {
  const { commit, machine } = provenance();
  if (!existsSync(path)) appendFileSync(path, HEADER);
  return ({ faces, people, cpuMsPerFace, bytesPerFace, churn }) => {
    const run = [new Date().toISOString().slice(0, 16), commit, machine, stream.faces, stream.seed];
    const point = [faces, people, cpuMsPerFace.toFixed(4), bytesPerFace, churn.toExponential(2)];
    appendFileSync(path, `${[...run, ...point].join(',')}\n`);
  };
}
