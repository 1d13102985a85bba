import { resolve } from 'node:path';
import { defaultLibraryDir } from '@kith/node';
import type { CommonOptions } from '../options.js';

/** The folder of the library that the command means. */
export function libraryDir({ library }: CommonOptions): string {
  return library === undefined ? defaultLibraryDir() : resolve(library);
}
