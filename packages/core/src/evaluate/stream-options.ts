/** What a synthetic library is like. Shares are 0..1. */
export interface StreamOptions {
  /** Faces in all. */
  readonly faces: number;
  readonly seed: number;
  readonly dimension: number;
  /** Sets how many people there are: faces / facesPerPerson, at least 12. */
  readonly facesPerPerson: number;
  /** Person of rank r is weighted 1 / r^exponent: a power law of sizes. */
  readonly exponent: number;
  /** Share of all faces that the most photographed person has. */
  readonly largestShare: number;
  /** Share of faces of passers-by, who appear in one event, mostly once. */
  readonly strangerShare: number;
  /** Share of people who grow up during the library's years: their centre turns by `growth` radians. */
  readonly childShare: number;
  readonly growth: number;
  /** Share of people in families of three, who resemble each other and share events. */
  readonly familyShare: number;
  /** Share of faces too blurred to trust; they lie near one of a few hubs, whoever they show. */
  readonly blurShare: number;
  readonly years: number;
}

/** A home library of fifteen years. */
export const streamDefaults: StreamOptions = {
  faces: 10_000,
  seed: 1,
  dimension: 256,
  facesPerPerson: 25,
  exponent: 1,
  largestShare: 0.08,
  strangerShare: 0.15,
  childShare: 0.1,
  growth: 1,
  familyShare: 0.3,
  blurShare: 0.06,
  years: 15,
};

/** Size of a family. */
export const familySize = 3;

/** The defaults with `options` over them. Throws a RangeError on sizes that make no library. */
export function completeStreamOptions(options: Partial<StreamOptions>): StreamOptions {
  const complete = { ...streamDefaults, ...options };
  if (!Number.isInteger(complete.faces) || complete.faces < 1) {
    throw new RangeError(`Expected a whole number of faces, at least 1; got ${complete.faces}.`);
  }
  if (complete.dimension < 16)
    throw new RangeError(`Expected 16 dimensions or more; got ${complete.dimension}.`);
  if (!(complete.largestShare > 0 && complete.largestShare < 1 - complete.strangerShare)) {
    throw new RangeError(
      `Expected a largest share above 0 and below ${1 - complete.strangerShare}, what strangers leave; got ${complete.largestShare}.`,
    );
  }
  return complete;
}
