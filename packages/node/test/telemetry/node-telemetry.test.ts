import { type TelemetrySubject, telemetryContract } from '@kith/testkit';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  type MetricData,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { describe, expect, it } from 'vitest';
import { createNodeTelemetry } from '../../src/telemetry/create-node-telemetry.js';

type Histogram = { readonly count: number; readonly sum: number };

/** Through OpenTelemetry's own SDK, as an exporter would see it. */
async function makeSubject(): Promise<TelemetrySubject> {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 1e6 });
  const provider = new MeterProvider({ readers: [reader] });
  return {
    telemetry: createNodeTelemetry({ provider }),
    async read() {
      await reader.forceFlush();
      const metrics =
        exporter
          .getMetrics()
          .at(-1)
          ?.scopeMetrics.flatMap((scope) => scope.metrics) ?? [];
      return { stages: stagesOf(metrics), ...plain(metrics) };
    },
    dispose: () => provider.shutdown(),
  };
}

function stagesOf(metrics: readonly MetricData[]) {
  const at = (name: string, stage: string) =>
    metrics.find((m) => m.descriptor.name === name)?.dataPoints.find((p) => p.attributes['stage'] === stage)
      ?.value;
  const duration = metrics.find((m) => m.descriptor.name === 'kith.stage.duration');
  const stages = (duration?.dataPoints ?? []).map((p) => String(p.attributes['stage']));
  return Object.fromEntries(
    stages.map((stage) => {
      const { count, sum } = at('kith.stage.duration', stage) as Histogram;
      const [photos, faces] = ['photos', 'faces'].map((n) => at(`kith.stage.${n}`, stage) as number);
      return [stage, { count, ms: sum, photos: photos ?? 0, faces: faces ?? 0 }];
    }),
  );
}

function plain(metrics: readonly MetricData[]) {
  const others = metrics.filter((m) => !m.descriptor.name.startsWith('kith.stage.'));
  const of = (isCounter: boolean) =>
    Object.fromEntries(
      others
        .filter((m) => 'isMonotonic' in m === isCounter)
        .map((m) => [m.descriptor.name.replace('kith.', ''), m.dataPoints[0]?.value as number]),
    );
  return { counts: of(true), gauges: of(false) };
}

describe('telemetry through OpenTelemetry', () => {
  for (const promise of telemetryContract) it(promise.name, () => promise.run(makeSubject));

  it('drops everything when no provider is set', () => {
    expect(() => createNodeTelemetry().stage('decode', 1, 1, 0)).not.toThrow();
  });
});
