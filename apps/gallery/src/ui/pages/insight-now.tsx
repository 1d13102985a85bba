import { useRead } from '../data/use-read.js';
import { Card } from '../parts/card.js';
import { Figures } from '../parts/figures.js';

/** While a scan is at work: what waits where. */
export function InsightNow() {
  const { data } = useRead('scan', {});
  const p = data?.progress ?? null;
  if (data === undefined || data.state === 'idle' || p === null) return null;
  return (
    <Card title="The scan now" wide>
      <Figures
        rows={[
          ['Photos waiting', p.queues.waiting.toLocaleString()],
          ['Decoded ahead, or being decoded', p.queues.ahead.toLocaleString()],
          ['Analysed', p.done.toLocaleString()],
          ['Photos per second, of late', p.photosPerSecond.toFixed(1)],
        ]}
      />
    </Card>
  );
}
