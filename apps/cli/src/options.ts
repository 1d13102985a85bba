import { type Command, InvalidArgumentError, Option } from 'commander';

/** Options that commands share. */
export interface CommonOptions {
  readonly library?: string;
  readonly json?: true;
  readonly debug?: true;
}

export function libraryOption(command: Command): Command {
  return command
    .option('--library <dir>', "the library's folder (default: your user data folder)")
    .addOption(new Option('--debug', 'show the stack of an error').hideHelp());
}

export function jsonOption(command: Command): Command {
  return command.option('--json', 'print JSON');
}

export interface ModelOptions {
  readonly models?: string;
  readonly weights?: string;
  /** Not given: what the library's settings say. */
  readonly backend?: string;
  readonly threads: number;
}

export function modelOptions(command: Command): Command {
  return command
    .option('--models <pack>', "model pack: a folder with pack.json, a manifest, or an added pack's id")
    .addOption(new Option('--weights <dir>', 'where the weights lie when not beside the manifest').hideHelp())
    .addOption(
      new Option('--backend <name>', "where models run (default: the library's setting, else auto)").choices([
        'auto',
        'cpu',
        'coreml',
        'cuda',
        'directml',
        'webgpu',
      ]),
    )
    .option('--threads <n>', 'threads for the models', wholeNumber(1, 64), 1);
}

/** Parses a whole number in a range; commander shows the message. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < min || value > max)
      throw new InvalidArgumentError(`expected a whole number from ${min} to ${max}.`);
    return value;
  };
}
