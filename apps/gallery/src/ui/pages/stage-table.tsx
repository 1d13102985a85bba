import type { ScanSummary } from '@kith/core/pipeline';

/** Latency of each stage that ran, milliseconds. */
export function StageTable({ stages: all }: { readonly stages: ScanSummary['stages'] }) {
  const stages = Object.entries(all).filter(([, s]) => s.count > 0);
  const most = Math.max(1, ...stages.map(([, s]) => s.p95Ms));
  return (
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
  );
}
