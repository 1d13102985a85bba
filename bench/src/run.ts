import { benchOptions } from './bench-options.js';
import { memoryBench } from './memory.bench.js';
import { peerBench } from './peer.bench.js';
import { stagesBench } from './stages.bench.js';

const benches = { stages: stagesBench, peer: peerBench, memory: memoryBench };

const options = benchOptions();
const unknown = options.names.filter((name) => !(name in benches));
if (unknown.length > 0)
  throw new Error(`no bench is called ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`);
for (const [name, bench] of Object.entries(benches)) {
  if (options.names.length > 0 && !options.names.includes(name)) continue;
  console.log(`\n== ${name}`);
  await bench(options);
}
