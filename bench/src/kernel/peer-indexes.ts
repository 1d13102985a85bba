import { QUERIES, type ScanFigures, scanVectors, topTen } from './measure-scan.js';

/**
 * Of usearch and hnswlib-node, what is installed: no part of Kith. `npm install --no-save --ignore-scripts=false usearch
 * hnswlib-node`; the latter is compiled, against the headers in `npm_config_nodedir` (/usr) where none can be loaded.
 */
export async function peerIndexes(rows: number, dimension: number): Promise<ScanFigures[]> {
  const vectors = scanVectors(rows, dimension);
  const exact = vectors.slice(rows).map((query) => topTen(vectors, rows, query));
  const found: ScanFigures[] = [];
  for (const [name, open] of [
    ['usearch', openUsearch],
    ['hnswlib-node', openHnswlib],
  ] as const) {
    const library = await import(name).catch(() => null);
    if (!library) {
      console.log(`${name} is not installed: left out`);
      continue;
    }
    const started = performance.now();
    const search = open(library, vectors, rows);
    console.log(`${name}: built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
    found.push(askAll(name, vectors.slice(rows), exact, search));
  }
  return found;
}

type Search = (query: Float32Array) => number[];

function askAll(
  name: string,
  queries: readonly Float32Array[],
  exact: readonly ReadonlySet<number>[],
  search: Search,
): ScanFigures {
  let ms = Number.POSITIVE_INFINITY;
  let recall = 0;
  for (const [at, query] of queries.entries()) {
    const from = performance.now();
    const keys = search(query);
    ms = Math.min(ms, performance.now() - from);
    recall += keys.filter((key) => exact[at]!.has(key)).length / 10 / QUERIES;
  }
  return { name: `${name}, HNSW`, ms, recallAt10: recall, gigabytesPerSecond: null };
}

interface Usearch {
  readonly Index: new (
    options: object,
  ) => {
    add(key: bigint, vector: Float32Array): void;
    search(query: Float32Array, k: number, threads: number): { readonly keys: Iterable<bigint> };
  };
}

function openUsearch({ Index }: Usearch, vectors: readonly Float32Array[], rows: number): Search {
  const index = new Index({ metric: 'cos', dimensions: vectors[0]!.length, quantization: 'i8' });
  for (let row = 0; row < rows; row++) index.add(BigInt(row), vectors[row]!);
  return (query) => [...index.search(query, 10, 0).keys].map(Number);
}

interface Hnswlib {
  readonly default: {
    readonly HierarchicalNSW: new (
      space: string,
      dimension: number,
    ) => {
      initIndex(options: { readonly maxElements: number }): void;
      setEf(ef: number): void;
      addPoint(vector: number[], label: number): void;
      searchKnn(query: number[], k: number): { readonly neighbors: number[] };
    };
  };
}

function openHnswlib(library: Hnswlib, vectors: readonly Float32Array[], rows: number): Search {
  const index = new library.default.HierarchicalNSW('cosine', vectors[0]!.length);
  index.initIndex({ maxElements: rows });
  for (let row = 0; row < rows; row++) index.addPoint([...vectors[row]!], row);
  index.setEf(64);
  return (query) => index.searchKnn([...query], 10).neighbors;
}
