/**
 * Text that a terminal shows as it is: control characters but line ends, which a file name or a name may hold and a terminal
 * would obey, become `\ufffd`.
 */
export function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n]/gu, '\ufffd');
}
