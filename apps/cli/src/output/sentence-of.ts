import { reasonOf } from '@kith/core/ports';
import { fileProblem } from '@kith/node';

/** What went wrong, in a sentence; the system's own errors name the file or folder. */
export function sentenceOf(error: unknown): string {
  const path = (error as NodeJS.ErrnoException | null)?.path;
  if (typeof path === 'string') return `${path}: ${fileProblem(error)}`;
  return reasonOf(error);
}
