import { Command } from 'commander';
import { registerEvalAlbum } from './commands/eval-album.js';
import { registerEvalAll } from './commands/eval-all.js';
import { registerEvalCalibrate } from './commands/eval-calibrate.js';
import { registerEvalCrops } from './commands/eval-crops.js';
import { registerEvalGate } from './commands/eval-gate.js';
import { registerEvalGrowth } from './commands/eval-growth.js';
import { registerEvalLibraries } from './commands/eval-libraries.js';
import { registerEvalStream } from './commands/eval-stream.js';
import { registerEvalVerify } from './commands/eval-verify.js';

/** `kith eval` with its subcommands. */
export function createEval(): Command {
  const program = new Command('kith eval').description('measure accuracy, calibrate, compare with peers');
  registerEvalAlbum(program);
  registerEvalCrops(program);
  registerEvalVerify(program);
  registerEvalStream(program);
  registerEvalCalibrate(program);
  registerEvalAll(program);
  registerEvalGate(program);
  registerEvalGrowth(program);
  registerEvalLibraries(program);
  return program;
}
