import type { Command } from 'commander';

/** Options of every command that runs a pack. */
export interface PackOptions {
  readonly models: string;
  readonly weights?: string;
  readonly cache: string;
}

/** Adds --models, --weights and --cache. */
export function withPackOptions(command: Command): Command {
  return command
    .option('--models <pack>', 'folder with pack.json, or a manifest', 'models')
    .option('--weights <dir>', 'where the weights lie, when not beside the manifest')
    .option('--cache <dir>', 'where vectors are kept between runs', '.kith/evaluation');
}
