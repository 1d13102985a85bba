/** The command cannot be understood or names something that is not there; exit code 2, message without a stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
