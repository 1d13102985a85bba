/** What a failure says of itself, in one line where it is an Error; whatever else was thrown as text. */
export const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
