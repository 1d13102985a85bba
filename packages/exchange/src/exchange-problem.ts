/** A sidecar that could not be read or written, and why; it is left as it is. */
export interface ExchangeProblem {
  readonly path: string;
  readonly reason: string;
}
