import type { AddCommand } from '../command.js';

/**
 * `kith eval …`: the evaluation harness, with commands and help of its own. Loaded when asked for, since its charts
 * are heavy and nobody else needs them.
 */
export const addEval: AddCommand = (program) => {
  program
    .command('eval')
    .description('measure accuracy on labelled photos, calibrate a pack (kith eval --help)')
    .argument('[arguments...]')
    .allowUnknownOption()
    .passThroughOptions()
    .helpOption(false)
    .action(async (args: readonly string[]) => {
      const { createEval } = await import('@kith/evaluation');
      await createEval().parseAsync(args.length > 0 ? [...args] : ['--help'], { from: 'user' });
    });
};
