import { printable } from './printable.js';

/** Text on standard output, with a line's end. */
export function print(text = ''): void {
  process.stdout.write(`${printable(text)}\n`);
}

/** A value as JSON on standard output, indented for people. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** Text on standard error: remarks that must not mix with output. */
export function remark(text: string): void {
  process.stderr.write(`${printable(text)}\n`);
}
