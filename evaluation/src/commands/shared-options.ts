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

/** Options of every command that runs the peers. */
export interface PeerOptions {
  readonly python: string;
  readonly methods?: string;
  readonly reuse?: boolean;
  readonly peers: boolean;
}

/** Adds --python, --methods, --reuse and --no-peers. */
export function withPeerOptions(command: Command): Command {
  return command
    .option('--python <path>', 'interpreter with evaluation/peers/requirements.txt', '.venv/bin/python')
    .option('--methods <list>', 'peers to run, by comma; all when absent')
    .option('--reuse', 'peers: take what they left at the last run, when the vectors are the same')
    .option('--no-peers', 'Kith alone');
}

/** Adds the options of a run over people: --half, --batch, --shuffle, --json, --html, --dump. */
export function withRunOptions(command: Command): Command {
  return command
    .option('--half <half>', 'all, tuning or reporting (halves by SHA-256 of person or family)', 'all')
    .option('--batch <photos>', 'photos per batch', '16')
    .option('--shuffle <seed>', 'photos arrive in a random order; 0: as they are', '0')
    .option('--json', 'print JSON')
    .option('--html <file>', 'write a report with charts')
    .option('--dump <dir>', 'write vectors for the peers');
}
