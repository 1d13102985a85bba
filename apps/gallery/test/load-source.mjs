import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const conditions = ['kith-source', 'node', 'import', 'default'];

/** A TypeScript module of this folder, for scripts that node runs as they are; Kith's packages from their sources. */
export async function loadSource(name) {
  const file = fileURLToPath(new URL(name, import.meta.url));
  const ssr = { resolve: { conditions, externalConditions: conditions } };
  return (await runnerImport(file, { configFile: false, resolve: { conditions }, ssr })).module;
}
