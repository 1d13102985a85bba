import { Command } from 'commander';
import type { AddCommand } from './command.js';
import { addBench } from './commands/bench.js';
import { addDoctor } from './commands/doctor.js';
import { addEval } from './commands/eval.js';
import { addExport } from './commands/export.js';
import { addFaces } from './commands/faces.js';
import { addFailed } from './commands/failed.js';
import { addHide } from './commands/hide.js';
import { addHistory } from './commands/history.js';
import { addImport } from './commands/import.js';
import { addMerge } from './commands/merge.js';
import { addModels } from './commands/models.js';
import { addMove } from './commands/move.js';
import { addName } from './commands/name.js';
import { addPeople } from './commands/people.js';
import { addPhoto } from './commands/photo.js';
import { addReset } from './commands/reset.js';
import { addScan } from './commands/scan.js';
import { addServe } from './commands/serve.js';
import { addSplit } from './commands/split.js';
import { addStart } from './commands/start.js';
import { addStatus } from './commands/status.js';
import { addUndo } from './commands/undo.js';
import { version } from './version.js';

const groups: Readonly<Record<string, readonly AddCommand[]>> = {
  'Find people:': [addStart, addScan, addServe, addPeople, addFaces, addPhoto],
  'Correct:': [addName, addMerge, addSplit, addMove, addHide, addUndo, addHistory],
  'Look after the library:': [addStatus, addFailed, addReset, addExport, addImport],
  'Models and machine:': [addModels, addDoctor, addBench, addEval],
};

/** The whole command line. */
export function createProgram(exit: (code: number) => void): Command {
  const program = new Command('kith')
    .description('Finds the people in your photos, on this machine only.')
    .version(version)
    .showHelpAfterError('(add --help for how to use it)')
    .exitOverride()
    .enablePositionalOptions()
    .helpCommand('help [command]', 'how to use a command')
    .addHelpText('after', epilogue);
  for (const [group, commands] of Object.entries(groups)) {
    program.commandsGroup(group);
    for (const add of commands) add(program, exit);
  }
  for (const command of program.commands) command.exitOverride();
  return program;
}

const epilogue = `
People and faces are named by id, by the beginning of an id, or (people) by name.
Exit codes: 0 done (also when some photos could not be read: see \`kith failed\`),
1 failed, 2 not understood, 130 interrupted with Ctrl-C; everything found until then is kept.`;
