import type { Insight } from '../../api/outputs.js';
import { count } from '../data/words.js';
import { Card } from '../parts/card.js';
import { Figures } from '../parts/figures.js';

export function InsightDistances({ insight: { distances: d } }: { readonly insight: Insight }) {
  return (
    <Card title="How far apart">
      {d === null ? (
        <p className="muted">Needs at least two people.</p>
      ) : (
        <>
          <Figures
            rows={[
              ['A face to its person’s centre', d.intraMedian.toFixed(3)],
              ['A person to the nearest other', d.nearestInterMedian.toFixed(3)],
              ['Ratio', (d.nearestInterMedian / Math.max(1e-6, d.intraMedian)).toFixed(2)],
            ]}
          />
          <p className="muted">
            Medians of the cosine distance over {count(d.people, 'person', 'people')}. Both shrink when too
            much is merged, so look at them together.
          </p>
        </>
      )}
    </Card>
  );
}
