// Enforces the direction of imports (DESIGN: apps -> runtime packages -> core; core stages import to the left).
// Fails as well when it read fewer modules than exist, since a checker that reads nothing passes everything.
import { readdirSync } from 'node:fs';
import { cruise } from 'dependency-cruiser';
import { rules } from './architecture-rules.mjs';

const roots = ['packages', 'apps', 'evaluation', 'bench'];

const files = roots.flatMap((root) =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(
      (e) => e.isFile() && /\.tsx?$/.test(e.name) && !/(node_modules|dist|test)(\/|$)/.test(e.parentPath),
    )
    .filter((e) => /\/src(\/|$)/.test(e.parentPath))
    .map((e) => `${e.parentPath}/${e.name}`),
);

const { output } = await cruise(files, {
  ruleSet: { forbidden: rules },
  validate: true,
  tsPreCompilationDeps: true,
  doNotFollow: { path: 'node_modules' },
  enhancedResolveOptions: {
    conditionNames: ['kith-source', 'import', 'default'],
    exportsFields: ['exports'],
  },
});

const read = new Set(output.modules.map((m) => m.source));
const unread = files.filter((f) => !read.has(f));
const edges = output.modules.reduce((n, m) => n + m.dependencies.length, 0);
for (const v of output.summary.violations) console.error(`${v.rule.name}: ${v.from} -> ${v.to}`);
console.log(`${files.length} modules, ${edges} imports, ${output.summary.violations.length} violations`);
if (unread.length > 0) console.error(`not read: ${unread.join(', ')}`);
if (edges === 0) console.error('no import was resolved: the check is blind');
process.exit(output.summary.violations.length > 0 || unread.length > 0 || edges === 0 ? 1 : 0);
