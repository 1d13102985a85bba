export function kernelModule(kernel: 'vectors/scan' | 'raster/shrink'): Promise<string>;
