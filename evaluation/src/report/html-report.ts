import type { Confusion } from '../score/confusions.js';

/** One report: a table of figures, charts and the worst mistakes by id. No picture of anyone. */
export interface Report {
  readonly title: string;
  /** How it was made, for whoever repeats it. */
  readonly made: string;
  readonly figures: readonly (readonly [string, string])[];
  /** SVG. */
  readonly charts: readonly string[];
  readonly confusions: readonly Confusion[];
}

/** A page that needs nothing else: styles and charts are inside. */
export function htmlReport({ title, made, figures, charts, confusions }: Report): string {
  const rows = figures.map(
    ([name, value]) => `<tr><th>${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`,
  );
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<meta name="viewport" content="width=device-width">
<style>
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 64rem; padding: 0 1rem; color: #222; }
table { border-collapse: collapse; } th, td { text-align: left; padding: .2rem .8rem .2rem 0; vertical-align: top; }
tr + tr { border-top: 1px solid #ddd; } td { font-variant-numeric: tabular-nums; }
.charts { display: flex; flex-wrap: wrap; gap: 1rem; margin: 1.5rem 0; } code { font-size: 13px; }
</style>
<h1>${escapeHtml(title)}</h1>
<p><code>${escapeHtml(made)}</code></p>
<table>${rows.join('\n')}</table>
<div class="charts">${charts.map((svg) => `<figure>${svg}</figure>`).join('\n')}</div>
${confusionTable(confusions)}
</html>
`;
}

function confusionTable(confusions: readonly Confusion[]): string {
  if (confusions.length === 0) return '<p>No two labelled people share a group, and none is split.</p>';
  const rows = confusions.map(
    ({ kind, a, b, pairs, faces }) =>
      `<tr><td>${kind}</td><td>${escapeHtml(a)}</td><td>${escapeHtml(b)}</td><td>${pairs}</td>` +
      `<td><code>${faces.map(escapeHtml).join(' ')}</code></td></tr>`,
  );
  return `<h2>Worst confusions</h2><table>
<tr><th>kind</th><th>person</th><th>with</th><th>wrong pairs</th><th>faces</th></tr>${rows.join('\n')}</table>`;
}

function escapeHtml(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (c) => names[c]!);
}
