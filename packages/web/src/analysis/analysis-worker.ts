import type { Port } from '../rpc/protocol.js';
import { serveAnalysis } from './serve-analysis.js';

serveAnalysis(globalThis as unknown as Port);
