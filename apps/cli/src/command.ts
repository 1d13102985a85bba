import type { Command } from 'commander';

/** Adds one command to the program. `exit` sets the exit code where it is not 0. */
export type AddCommand = (program: Command, exit: (code: number) => void) => void;
