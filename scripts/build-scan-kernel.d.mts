export function scanKernelModule(): Promise<string>;
