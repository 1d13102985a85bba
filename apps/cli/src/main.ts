import { fileProblem } from '@kith/node';
import { CommanderError } from 'commander';
import { exitCodes } from './exit-codes.js';
import { remark } from './output/print.js';
import { createProgram } from './program.js';
import { UsageError } from './usage-error.js';

/** Runs one command line (without node and script) and says how it ended. Never throws. */
export async function main(args: readonly string[]): Promise<number> {
  let code: number = exitCodes.done;
  const program = createProgram((c) => {
    code = c;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    if (args.includes('--debug')) console.error(error);
    else remark(`kith: ${sentenceOf(error)}`);
    return error instanceof UsageError ? exitCodes.usage : exitCodes.failed;
  }
}

/** What went wrong, in a sentence; the system's own errors name the file or folder. */
function sentenceOf(error: unknown): string {
  const path = (error as NodeJS.ErrnoException | null)?.path;
  if (typeof path === 'string') return `${path}: ${fileProblem(error)}`;
  return error instanceof Error ? error.message : String(error);
}
