export interface BarsProps {
  readonly label: string;
  readonly rows: readonly { readonly label: string; readonly value: number; readonly words: string }[];
}

/** Horizontal bars as a table, so that the numbers are there without the picture. */
export function Bars({ label, rows }: BarsProps) {
  const most = Math.max(1, ...rows.map((r) => r.value));
  return (
    <table className="bars" aria-label={label}>
      <tbody>
        {rows.map((r) => (
          <tr key={r.label}>
            <th scope="row">
              <bdi dir="ltr">{r.label}</bdi>
            </th>
            <td className="bars-bar">
              <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                <rect width={(100 * r.value) / most} height="10" className="bar" />
              </svg>
            </td>
            <td>{r.words}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
