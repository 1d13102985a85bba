/** One line on standard output. */
export function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** A value as JSON on standard output, indented for people. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/** One line on standard error: remarks that must not mix with output. */
export function remark(line: string): void {
  process.stderr.write(`${line}\n`);
}
