import { lazy, Suspense, useState } from 'react';
import { useRead } from '../data/use-read.js';
import { count } from '../data/words.js';
import { Bars } from '../parts/bars.js';
import { Button } from '../parts/button.js';
import { Card } from '../parts/card.js';
import { PageTitle } from '../parts/page-title.js';
import { StateOf } from '../parts/state-of.js';
import { InsightDistances } from './insight-distances.js';
import { InsightLibrary } from './insight-library.js';
import { InsightNow } from './insight-now.js';
import { InsightRun } from './insight-run.js';

const FaceMapView = lazy(() => import('./face-map-view.js').then((m) => ({ default: m.FaceMapView })));

/** What Kith measured of itself: nothing here is a verdict, and no figure stands alone. */
export function InsightPage() {
  const query = useRead('insight', {});
  const [map, setMap] = useState(false);
  return (
    <>
      <PageTitle title="Insight" note="Measured on this machine, over this library." />
      <StateOf query={query}>
        {(insight) => (
          <div className="insight">
            <InsightNow />
            <InsightLibrary insight={insight} />
            <InsightRun insight={insight} />
            <Card title="How many faces a person has">
              <Bars
                label="People by number of faces"
                rows={insight.sizes.map((s, i) => ({
                  label: rangeOf(s.from, insight.sizes[i + 1]?.from),
                  value: s.people,
                  words: count(s.people, 'person', 'people'),
                }))}
              />
            </Card>
            <InsightDistances insight={insight} />
            <Card title="Map of faces" wide>
              {map ? (
                <Suspense fallback={<p className="muted">Loading …</p>}>
                  <FaceMapView />
                </Suspense>
              ) : (
                <>
                  <p className="muted">
                    Up to 1,500 faces laid out so that likeness is nearness (UMAP), coloured by person. Takes
                    some seconds of computing in the background.
                  </p>
                  <Button onClick={() => setMap(true)}>Draw the map</Button>
                </>
              )}
            </Card>
          </div>
        )}
      </StateOf>
    </>
  );
}

function rangeOf(from: number, next: number | undefined): string {
  if (next === undefined) return `${from}+`;
  return next === from + 1 ? String(from) : `${from}–${next - 1}`;
}
