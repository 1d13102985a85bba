export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/** Rows under titles, columns as wide as they need; the last left-aligned column gives way in a narrow terminal. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): string {
  const widths = columns.map((c, i) => Math.max(length(c.title), ...rows.map((r) => length(r[i] ?? ''))));
  const over = widths.reduce((sum, w) => sum + w + 2, -2) - width;
  const giving = columns.findLastIndex((c) => c.align !== 'right');
  if (over > 0 && giving >= 0) widths[giving] = Math.max(8, (widths[giving] as number) - over);
  const line = (cells: readonly string[]) =>
    columns
      .map((c, i) => pad(cut(cells[i] ?? '', widths[i] as number), widths[i] as number, c.align ?? 'left'))
      .join('  ')
      .trimEnd();
  return [line(columns.map((c) => c.title)), ...rows.map(line)].join('\n');
}

/** Columns of the terminal; 80 when the output is no terminal. */
export function terminalWidth(): number {
  return process.stdout.columns ?? 80;
}

const length = (text: string) => [...text].length;

function cut(text: string, width: number): string {
  return length(text) <= width ? text : `${[...text].slice(0, width - 1).join('')}…`;
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, width - length(text)));
  return align === 'left' ? text + space : space + text;
}
