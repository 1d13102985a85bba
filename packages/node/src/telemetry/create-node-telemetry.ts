import type { Telemetry } from '@kith/core/ports';
import { type Attributes, type Counter, type Gauge, type MeterProvider, metrics } from '@opentelemetry/api';

export interface NodeTelemetryOptions {
  /** Where instruments are made; default the global provider, which drops everything until a program sets one. */
  readonly provider?: MeterProvider;
}

/**
 * Forwards measurements to OpenTelemetry's metrics API under the meter `kith`: `kith.stage.duration` (ms, one record for
 * each piece of work), `kith.stage.photos`, `kith.stage.faces`, each with the attribute `stage`; counters and gauges as
 * `kith.<name>`. Nothing is exported unless the program that embeds Kith installs an exporter.
 */
export function createNodeTelemetry(options: NodeTelemetryOptions = {}): Telemetry {
  const meter = (options.provider ?? metrics).getMeter('kith');
  const duration = meter.createHistogram('kith.stage.duration', { unit: 'ms' });
  const photoCounter = meter.createCounter('kith.stage.photos');
  const faceCounter = meter.createCounter('kith.stage.faces');
  const counters = new Map<string, Counter<Attributes>>();
  const gauges = new Map<string, Gauge<Attributes>>();
  return {
    stage(stage, ms, photos, faces) {
      duration.record(ms, { stage });
      photoCounter.add(photos, { stage });
      faceCounter.add(faces, { stage });
    },
    count: (name, by) => once(counters, name, () => meter.createCounter(`kith.${name}`)).add(by),
    gauge: (name, value) => once(gauges, name, () => meter.createGauge(`kith.${name}`)).record(value),
  };
}

function once<T>(made: Map<string, T>, name: string, make: () => T): T {
  const known = made.get(name) ?? make();
  made.set(name, known);
  return known;
}
