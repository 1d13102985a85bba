import type { Command } from 'commander';
import { registerEvalAlbum } from './commands/eval-album.js';
import { registerEvalAll } from './commands/eval-all.js';
import { registerEvalCalibrate } from './commands/eval-calibrate.js';
import { registerEvalCrops } from './commands/eval-crops.js';
import { registerEvalGate } from './commands/eval-gate.js';
import { registerEvalStream } from './commands/eval-stream.js';
import { registerEvalVerify } from './commands/eval-verify.js';

/** Adds `eval` with its subcommands to a program. */
export function registerEval(program: Command): void {
  const parent = program.command('eval').description('measure accuracy, calibrate, compare with peers');
  registerEvalAlbum(parent);
  registerEvalCrops(parent);
  registerEvalVerify(parent);
  registerEvalStream(parent);
  registerEvalCalibrate(parent);
  registerEvalAll(parent);
  registerEvalGate(parent);
}
