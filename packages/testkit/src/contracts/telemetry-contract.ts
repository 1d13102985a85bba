import type { Telemetry } from '@kith/core/ports';
import { equal } from './check.js';
import { contractCase, type Disposable } from './contract.js';

export interface TelemetrySubject extends Disposable {
  readonly telemetry: Telemetry;
  /** What arrived at the far end. */
  read(): Promise<{
    readonly stages: Readonly<Record<string, { count: number; ms: number; photos: number; faces: number }>>;
    readonly counts: Readonly<Record<string, number>>;
    readonly gauges: Readonly<Record<string, number>>;
  }>;
}

export const telemetryContract = [
  contractCase<TelemetrySubject>('stages, counts and gauges arrive', async ({ telemetry, read }) => {
    telemetry.stage('decode', 12.5, 1, 0);
    telemetry.stage('decode', 7.5, 1, 0);
    telemetry.stage('embed', 30, 8, 11);
    telemetry.count('photos.failed', 2);
    telemetry.count('photos.failed', 1);
    telemetry.gauge('queue', 5);
    telemetry.gauge('queue', 3);
    const arrived = await read();
    equal(arrived.stages['decode'], { count: 2, ms: 20, photos: 2, faces: 0 }, 'decode');
    equal(arrived.stages['embed'], { count: 1, ms: 30, photos: 8, faces: 11 }, 'embed');
    equal(arrived.counts, { 'photos.failed': 3 }, 'counts');
    equal(arrived.gauges, { queue: 3 }, 'gauges');
  }),
];
