/** Every number the engine decides by. Cosines are of unit vectors; all are derived by `deriveThresholds`. */
export interface EngineThresholds {
  /** Faces below this quality attach last and never link or found a person, 0..1. */
  readonly quality: number;
  /** A good face joins a large person's micro-cluster whose centre is at least this near. */
  readonly micro: number;
  /** The same for other people's, and when the photo already has a face in that micro-cluster. */
  readonly copy: number;
  /**
   * No two groups are linked below this mean cosine of their faces. So micro-clusters from here on are the candidates: of
   * two groups above it two have centres as near.
   */
  readonly linkFloor: number;
  /** Two groups whose faces are as like each other as usual become one person from this mean cosine on … */
  readonly link: number;
  /** … and this for each doubling of the smaller one's faces: large parts of one person are rarely far apart … */
  readonly linkSize: number;
  /** … less this times the lead: how far each is ahead of what is next nearest to the other. All times their own cosine. */
  readonly linkLead: number;
  /** A lone face joins another from this mean cosine on … */
  readonly lone: number;
  /** … less this times the lead … */
  readonly loneLead: number;
  /** … and less this for each doubling of the faces it joins … */
  readonly company: number;
  /** … of which so many count, here and for groups. */
  readonly companyUpTo: number;
  /** A lead counts up to here. */
  readonly leadCap: number;
  /** The usual mean cosine of two faces of one person. */
  readonly usual: number;
  /** Added to the above at 1,700 micro-clusters, none at 170: the more looks, the more look-alikes (`growthOf`). */
  readonly linkGrowth: number;
  /** Two lone faces are asked so many times more than that on top; of two groups, this over √(looks · looks). */
  readonly crowd: number;
  /** Added to the above when every photo of the smaller group also shows the larger one. */
  readonly samePhoto: number;
  /** A low-quality face attaches to the nearest micro-cluster from this cosine on … */
  readonly attach: number;
  /** … when the nearest of another person is at least this much farther. */
  readonly attachLead: number;
  /** From this mean cosine on two groups are one whoever else is near: what falls short of it is worth a question. */
  readonly sure: number;
  /** A lone face this close to a second person as well is left undecided. */
  readonly lead: number;
}

/** How a pack tells people apart, as `kith eval calibrate` measures it and the manifest states it. */
export interface Calibration {
  /** Cosine at which two different people are taken for one with the stated probability ('1e-4'): two rates or more. */
  readonly cosineAtFalseMatchRate: { readonly [rate: string]: number };
  /** Cosine that two faces of one person miss with the stated probability; '5e-2' is looked at. */
  readonly cosineAtFalseNonMatchRate?: { readonly [rate: string]: number };
}

/**
 * Thresholds from a pack's calibration. `overrides` are the manifest's `clustering` record. Throws on fewer than two
 * rates and on a name that is not a threshold.
 */
export function deriveThresholds(
  calibration: Calibration,
  overrides: { readonly [threshold: string]: number } = {},
): EngineThresholds {
  const at = cosineAtRate(calibration.cosineAtFalseMatchRate);
  const decade = at(1e-4) - at(1e-3);
  const usual = at(6e-5);
  const room = roomOf(calibration, at(1e-3));
  const derived: EngineThresholds = {
    quality: 0.3,
    micro: Math.min(0.9, at(5e-4) + 3.3 * decade),
    copy: Math.min(0.95, at(5e-4) + 9 * decade),
    linkFloor: at(2.6e-2) + room,
    link: 0.65 * usual,
    linkSize: 0.08 * usual,
    linkLead: (0.25 * usual) / decade,
    lone: at(2e-3) + room,
    loneLead: 1.05,
    company: 0.3 * decade,
    companyUpTo: 20,
    leadCap: 2.7 * decade,
    usual,
    linkGrowth: 0.7 * decade,
    crowd: 1.5,
    samePhoto: 0.14,
    attach: at(5e-4) + 0.02,
    attachLead: 1.2 * decade,
    sure: at(1.1e-4) + room,
    lead: 0.02,
  };
  for (const name of Object.keys(overrides)) {
    if (!(name in derived)) throw new RangeError(`clustering.${name} is not a threshold of the engine`);
  }
  return { ...derived, ...overrides };
}

/**
 * What can be asked for more at little cost: half of the way from where strangers begin to where one pair in twenty of
 * one person would be lost. None where an embedder's two sides overlap, as they do for every pack measured so far.
 */
function roomOf({ cosineAtFalseNonMatchRate: missed }: Calibration, strangers: number): number {
  const own = missed?.['5e-2'];
  return own === undefined ? 0 : Math.max(0, (own - strangers) / 2);
}

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
