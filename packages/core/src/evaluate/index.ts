export type { Partition } from './partition.js';
