/** A sidecar that could not be read or written, and why; it is left as it is. */
export interface ExchangeProblem {
  readonly path: string;
  readonly reason: string;
}

export const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
