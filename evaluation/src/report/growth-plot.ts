import type { TopLevelSpec } from 'vega-lite';
import { groups } from '../results/groups.js';
import type { ResultRow } from '../results/results-csv.js';

const size = { width: 360, height: 240 };

/** CPU and memory a face against faces, a line for the newest run of each stream; rows of results/growth.csv. */
export function growthPlot(rows: readonly ResultRow[]): TopLevelSpec {
  // The first faces pay for what every library has; a last point of few faces says little.
  const values = newestRuns(rows)
    .filter((row) => Number(row['faces']) >= 2000 && row['faces'] !== row['stream'])
    .map((row) => ({
      stream: `${Number(row['stream']).toLocaleString('en')} faces`,
      faces: Number(row['faces']),
      cpu: Number(row['cpu_ms_per_face']),
      bytes: Number(row['bytes_per_face']),
    }));
  const panel = (field: string, title: string) => ({
    ...size,
    mark: { type: 'line', point: true } as const,
    encoding: {
      x: { field: 'faces', type: 'quantitative', scale: { type: 'log' }, title: 'faces so far' },
      y: { field, type: 'quantitative', title },
      color: { field: 'stream', type: 'nominal', title: 'library of' },
    } as const,
  });
  return {
    background: 'white',
    data: { values },
    hconcat: [panel('cpu', 'CPU, ms an added face'), panel('bytes', 'memory, bytes a face')],
  };
}

/** Of each stream the rows of the commit that was written last. */
function newestRuns(rows: readonly ResultRow[]): readonly ResultRow[] {
  const streams = [...groups(rows, (row) => row['stream']!).values()];
  return streams.flatMap((own) => own.filter((row) => row['commit'] === own.at(-1)!['commit']));
}
