import type { Command } from 'commander';
import { registerEvalCalibrate } from './commands/eval-calibrate.js';

/** Adds `eval` with its subcommands to a program. */
export function registerEval(program: Command): void {
  const parent = program.command('eval').description('measure accuracy, calibrate, compare with peers');
  registerEvalCalibrate(parent);
}
