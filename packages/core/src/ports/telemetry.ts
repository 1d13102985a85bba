export type Stage = 'decode' | 'detect' | 'landmarks' | 'align' | 'embed' | 'cluster' | 'store';

/** Where measurements go. Adapters forward to OpenTelemetry's metrics API; the default does nothing. */
export interface Telemetry {
  /** One piece of work of a stage: `ms` of wall time over `photos` photos and `faces` faces. */
  stage(stage: Stage, ms: number, photos: number, faces: number): void;
  count(name: string, by: number): void;
  gauge(name: string, value: number): void;
}
