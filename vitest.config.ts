import { defineConfig } from 'vitest/config';

// Tests read the packages' sources (condition kith-source), so no build is needed before them.
const conditions = ['kith-source', 'node', 'import', 'default'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: [
      '{packages,apps}/*/{src,test}/**/*.test.{ts,tsx}',
      '{evaluation,bench}/{src,test}/**/*.test.ts',
    ],
    testTimeout: 30_000,
    expect: { poll: { timeout: 20_000 } },
    maxWorkers: 2,
  },
});
