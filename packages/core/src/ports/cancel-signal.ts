/** Says whether to stop; an `AbortSignal` is one. Core asks between pieces of work and never blocks on it. */
export interface CancelSignal {
  readonly aborted: boolean;
}
