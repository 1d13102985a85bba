/** Core's stages from left to right; each may import those before it. Leaves: geometry, kernel. */
const allowed = {
  geometry: [],
  kernel: [],
  raster: ['geometry', 'kernel'],
  photo: ['geometry', 'raster'],
  faces: ['geometry', 'raster', 'photo', 'models'],
  crops: ['geometry', 'raster', 'faces', 'photo'],
  vectors: ['geometry', 'kernel', 'raster', 'crops', 'models'],
  people: ['geometry', 'photo', 'faces', 'crops', 'vectors'],
  models: ['geometry'],
  evaluate: ['geometry', 'photo', 'faces', 'vectors', 'people'],
  ports: ['geometry', 'raster', 'photo', 'faces', 'crops', 'vectors', 'people', 'models'],
  pipeline: ['geometry', 'raster', 'photo', 'faces', 'crops', 'vectors', 'people', 'models', 'ports'],
};

const core = 'packages/core/src';

const stages = Object.entries(allowed).map(([stage, left]) => ({
  name: `core-${stage}-imports-only-to-its-left`,
  severity: 'error',
  from: { path: `^${core}/${stage}/` },
  to: { path: `^${core}/`, pathNot: `^${core}/(${[stage, ...left].join('|')})/` },
}));

export const rules = [
  ...stages,
  {
    name: 'core-depends-on-nothing',
    severity: 'error',
    from: { path: `^${core}/` },
    to: { pathNot: `^${core}/` },
  },
  {
    name: 'runtime-does-not-import-apps',
    severity: 'error',
    from: { path: '^packages/' },
    to: { path: '^(apps|evaluation|bench)/' },
  },
  {
    name: 'production-does-not-import-testkit',
    severity: 'error',
    from: { path: '^(packages/(core|node|web|sqlite|exchange)|apps/[^/]+)/src/' },
    to: { path: '(packages/testkit|@kith/testkit)' },
  },
  {
    name: 'sqlite-depends-on-core-alone',
    severity: 'error',
    from: { path: '^packages/sqlite/' },
    to: { pathNot: '^packages/(sqlite|core)/' },
  },
  {
    name: 'exchange-depends-on-core-alone',
    severity: 'error',
    from: { path: '^packages/exchange/' },
    to: { path: '^(packages/(node|web|sqlite|testkit)/|node:)' },
  },
  {
    name: 'node-and-web-are-apart',
    severity: 'error',
    from: { path: '^packages/node/' },
    to: { path: '^packages/web/' },
  },
  {
    name: 'web-and-node-are-apart',
    severity: 'error',
    from: { path: '^packages/web/' },
    to: { path: '(^packages/node/|^node:)' },
  },
  { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
];
