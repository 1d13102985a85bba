import { CommanderError } from 'commander';
import { exitCodes } from './exit-codes.js';
import { remark } from './output/print.js';
import { sentenceOf } from './output/sentence-of.js';
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
