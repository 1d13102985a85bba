/** What `kith` returns to the shell. Photos that cannot be read are data, not failure: a scan over them ends in 0. */
export const exitCodes = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;
