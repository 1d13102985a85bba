import { main } from './main.js';
import { outliveReader } from './output/broken-pipe.js';

outliveReader(process.stdout, process.stderr);
process.exitCode = await main(process.argv.slice(2));
