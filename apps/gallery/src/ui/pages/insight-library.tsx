import type { Insight } from '../../api/outputs.js';
import { Card } from '../parts/card.js';
import { Figures } from '../parts/figures.js';

export function InsightLibrary({ insight: { counts: c, churn } }: { readonly insight: Insight }) {
  const share = c.faces === 0 ? 0 : (100 * c.undecided) / c.faces;
  return (
    <Card title="Library">
      <Figures
        rows={[
          ['Photos', c.photos.toLocaleString()],
          ['Not analysed yet', c.pending.toLocaleString()],
          ['Failed', c.failed.toLocaleString()],
          ['Faces', c.faces.toLocaleString()],
          ['People', `${c.people.toLocaleString()}, ${c.named.toLocaleString()} named`],
          ['Faces of nobody (undecided)', `${c.undecided.toLocaleString()} (${share.toFixed(1)} %)`],
          [
            'Moved by the last scan (churn)',
            churn === null
              ? 'not known yet'
              : `${churn.moved.toLocaleString()} of ${churn.of.toLocaleString()}`,
          ],
        ]}
      />
    </Card>
  );
}
