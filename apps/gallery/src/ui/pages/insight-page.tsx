import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import type { Insight } from '../../api/outputs.js';
import { useRead } from '../data/use-read.js';
import { count } from '../data/words.js';
import { Bars } from '../parts/bars.js';
import { Button } from '../parts/button.js';
import { PageTitle } from '../parts/page-title.js';
import { StateOf } from '../parts/state-of.js';

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
            <Now />
            <Library insight={insight} />
            <Run insight={insight} />
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
            <Distances insight={insight} />
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

interface CardProps {
  readonly title: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

function Card({ title, wide = false, children }: CardProps) {
  return (
    <section className={wide ? 'card card-wide' : 'card'}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Figures({ rows }: { readonly rows: readonly (readonly [string, string])[] }) {
  return (
    <dl className="figures">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Library({ insight: { counts: c, churn } }: { readonly insight: Insight }) {
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

/** While a scan is at work: what waits where. */
function Now() {
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

interface MeasuringPerformance extends Performance {
  measureUserAgentSpecificMemory?(): Promise<{ readonly bytes: number }>;
}

/** Of this page with its workers, MB; null where the browser does not tell. */
function usePageMemory(): number | null {
  const [mb, setMb] = useState<number | null>(null);
  useEffect(() => {
    const { measureUserAgentSpecificMemory: measure } = performance as MeasuringPerformance;
    if (!globalThis.crossOriginIsolated) return;
    measure?.call(performance).then(
      ({ bytes }) => setMb(bytes / 1e6),
      () => undefined,
    );
  }, []);
  return mb;
}

function Run({ insight: { summary, memoryMb, selfTest } }: { readonly insight: Insight }) {
  const pageMb = usePageMemory();
  const memory = memoryMb ?? pageMb;
  const stages = summary === null ? [] : Object.entries(summary.stages).filter(([, s]) => s.count > 0);
  const most = Math.max(1, ...stages.map(([, s]) => s.p95Ms));
  return (
    <Card title="Last scan">
      {summary === null ? (
        <p className="muted">No scan has finished since Kith was started.</p>
      ) : (
        <table className="stages">
          <thead>
            <tr>
              <th scope="col">Stage</th>
              <th scope="col">median</th>
              <th scope="col">p95</th>
              <th scope="col" className="stages-bar">
                <span className="unseen">Bar</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {stages.map(([stage, s]) => (
              <tr key={stage}>
                <th scope="row">{stage}</th>
                <td>{s.medianMs.toFixed(1)} ms</td>
                <td>{s.p95Ms.toFixed(1)} ms</td>
                <td className="stages-bar">
                  <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                    <rect width={(100 * s.p95Ms) / most} height="8" className="bar-soft" />
                    <rect width={(100 * s.medianMs) / most} height="8" className="bar" />
                  </svg>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
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

function Distances({ insight: { distances: d } }: { readonly insight: Insight }) {
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
