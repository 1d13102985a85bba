/** Every number the engine decides by. Cosines are of unit vectors; all are derived by `deriveThresholds`. */
export interface EngineThresholds {
  /** Faces below this quality attach last and never link or found a person, 0..1. */
  readonly quality: number;
  /** Micro-clusters at least this near are looked at as candidates. */
  readonly edge: number;
  /** A good face joins a micro-cluster whose centre is at least this near. */
  readonly micro: number;
  /** The same, when the photo already has a face in that micro-cluster. */
  readonly microSamePhoto: number;
  /** Two groups become one person from this cosine of their centres on, when the smaller has one face … */
  readonly link: number;
  /** … and from `link + linkGain · (1 − 1/√n)` on when it has n, as centres lose their noise by averaging. */
  readonly linkGain: number;
  /** The usual cosine of a face to its nearest strangers; times (1/cohesion − 1) it is added for loose groups. */
  readonly stranger: number;
  /** Added for each tenfold of faces above 400: the more strangers, the more look-alikes among them. */
  readonly linkGrowth: number;
  /** Added to the above when every photo of the smaller group also shows the larger one. */
  readonly samePhoto: number;
  /** A low-quality face attaches to the nearest micro-cluster from this cosine on … */
  readonly attach: number;
  /** … when the nearest of another person is at least this much farther. */
  readonly attachLead: number;
  /** A lone face this close to a second person as well is left undecided. */
  readonly lead: number;
}

/**
 * Thresholds from a pack's calibration: `cosines` maps a false-match rate ('1e-4') to the cosine at which two
 * different people are taken for one with that probability. Needs two rates or more. `overrides` are the
 * manifest's `clustering` record. Throws on fewer than two rates and on a name that is not a threshold.
 */
export function deriveThresholds(
  cosines: { readonly [rate: string]: number },
  overrides: { readonly [threshold: string]: number } = {},
): EngineThresholds {
  const at = cosineAtRate(cosines);
  const link = at(LINK_RATE);
  const decade = at(1e-4) - at(1e-3);
  const derived: EngineThresholds = {
    quality: 0.5,
    edge: link - decade,
    micro: Math.min(0.9, link + 0.22),
    microSamePhoto: Math.min(0.95, link + 0.38),
    link,
    linkGain: 0.3,
    stranger: at(4e-2),
    linkGrowth: 0.4 * decade,
    samePhoto: 0.14,
    attach: link + 0.02,
    attachLead: 0.12,
    lead: 0.02,
  };
  for (const name of Object.keys(overrides)) {
    if (!(name in derived)) throw new RangeError(`clustering.${name} is not a threshold of the engine`);
  }
  return { ...derived, ...overrides };
}

/** Found on the tuning halves of real albums and families with three embedders (docs/decisions). */
const LINK_RATE = 2e-4;

/** The cosine at a rate: linear in log10(rate) between the calibrated points, and beyond them. */
function cosineAtRate(cosines: { readonly [rate: string]: number }): (rate: number) => number {
  const points = Object.entries(cosines)
    .map(([rate, cosine]) => ({ x: Math.log10(Number(rate)), cosine }))
    .sort((a, b) => a.x - b.x);
  if (points.length < 2 || points.some((p) => !Number.isFinite(p.x) || !Number.isFinite(p.cosine))) {
    throw new RangeError('cosineAtFalseMatchRate needs at least two rates with their cosines');
  }
  return (rate) => {
    const x = Math.log10(rate);
    const above = points.findIndex((p) => p.x >= x);
    const right = Math.max(1, above === -1 ? points.length - 1 : above);
    const [a, b] = [points[right - 1]!, points[right]!];
    return a.cosine + ((x - a.x) / (b.x - a.x)) * (b.cosine - a.cosine);
  };
}
