/** A column that gives way keeps so many characters. */
const least = 8;

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/**
 * Rows under titles, columns as wide as they need. In a narrow terminal left-aligned columns give way, the last first and
 * the first, which holds the id, never.
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): string {
  const lines = rows.map((row) => row.map((cell) => cell.replaceAll('\n', ' ')));
  const widths = columns.map((c, i) => Math.max(length(c.title), ...lines.map((r) => length(r[i] ?? ''))));
  let over = widths.reduce((sum, w) => sum + w + 2, -2) - width;
  for (let i = columns.length - 1; i > 0 && over > 0; i--) {
    const given = Math.min(over, Math.max(0, (widths[i] as number) - least));
    if (columns[i]?.align === 'right' || given === 0) continue;
    widths[i] = (widths[i] as number) - given;
    over -= given;
  }
  const line = (cells: readonly string[]) =>
    columns
      .map((c, i) => pad(cut(cells[i] ?? '', widths[i] as number), widths[i] as number, c.align ?? 'left'))
      .join('  ')
      .trimEnd();
  return [line(columns.map((c) => c.title)), ...lines.map(line)].join('\n');
}

/** Columns of the terminal, or as COLUMNS says; where there is neither (a file, a pipe) nothing is cut. */
export function terminalWidth(): number {
  return process.stdout.columns ?? (Number(process.env['COLUMNS']) || Number.POSITIVE_INFINITY);
}

const length = (text: string) => [...text].length;

function cut(text: string, width: number): string {
  return length(text) <= width ? text : `${[...text].slice(0, width - 1).join('')}…`;
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, width - length(text)));
  return align === 'left' ? text + space : space + text;
}
