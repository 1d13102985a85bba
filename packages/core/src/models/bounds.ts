import { within } from './reader.js';

export const share = within(0, 1);
export const count = within(1, 1e9, true);
export const positive = within(Number.MIN_VALUE, Number.MAX_VALUE);
