/** Why a photo could not be indexed. `transient` failures are tried again by the next scan. */
export interface PhotoFailure {
  /** One sentence for a person: what was expected, what came. */
  readonly reason: string;
  readonly kind: 'transient' | 'permanent';
  readonly attempts: number;
}

/** Where a photo stands; exactly one of these, never a combination. */
export type PhotoState =
  | { readonly state: 'pending' }
  | { readonly state: 'indexed' }
  | { readonly state: 'failed'; readonly failure: PhotoFailure }
  | { readonly state: 'missing' };
