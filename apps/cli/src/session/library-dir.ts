import { resolve } from 'node:path';
import { defaultLibraryDir } from '@kith/node';
import type { CommonOptions } from '../options.js';
import { UsageError } from '../usage-error.js';

/** The folder of the library that the command means. */
export function libraryDir({ library }: CommonOptions): string {
  if (library === '') throw new UsageError("--library is empty: name the library's folder");
  return library === undefined ? defaultLibraryDir() : resolve(library);
}
