import type { Insight } from '../../api/outputs.js';
import { usePageMemory } from '../data/use-page-memory.js';
import { Card } from '../parts/card.js';
import { Figures } from '../parts/figures.js';
import { StageTable } from './stage-table.js';

export function InsightRun({ insight: { summary, memoryMb, selfTest } }: { readonly insight: Insight }) {
  const pageMb = usePageMemory();
  const memory = memoryMb ?? pageMb;
  return (
    <Card title="Last scan">
      {summary === null ? (
        <p className="muted">No scan has finished since Kith was started.</p>
      ) : (
        <StageTable stages={summary.stages} />
      )}
      <Figures
        rows={[
          ...(summary === null
            ? []
            : ([
                ['Photos per second', summary.photosPerSecond.toFixed(1)],
                ...(summary.peakRssMb > 0
                  ? ([['Peak memory of the scan', `${summary.peakRssMb.toFixed(0)} MB`]] as const)
                  : []),
                ['Ran on', summary.backend],
                ['Models', summary.pack],
              ] as const)),
          ...(memory === null ? [] : ([['Memory now', `${memory.toFixed(0)} MB`]] as const)),
          ...(selfTest === null ? [] : ([['Self-test', selfTest]] as const)),
        ]}
      />
    </Card>
  );
}
