import type { AgglomerationRule, Group } from './agglomeration-rule.js';
import type { Micro, State } from './engine-state.js';
import type { EngineThresholds } from './engine-thresholds.js';
import type { RegionUnits } from './region-units.js';

/**
 * Two groups are one person when the mean cosine of their faces (average linkage) reaches a threshold that
 * - falls with the lead over the next nearest group on either side: relatives and look-alikes come in numbers,
 *   the rest of a person stands alone;
 * - for a lone face is lower, the more faces the other has, as a mean over many owes less to chance;
 * - for two groups is a share of what the faces within each have with each other, the larger, the more faces the
 *   smaller one has: a person and a relative are farther from each other than two parts of one person whose looks vary;
 * - rises with the library, most for groups of few looks: of these there are the most, and their pairs grow with
 *   the square of their number;
 * - rises with the share of photos that show both: two faces in one photo are evidence of two people.
 */
export function linkRule(state: State, region: RegionUnits): AgglomerationRule {
  const { linkFloor, leadCap, samePhoto, crowd } = state.thresholds;
  const growth = growthOf(state);
  return {
    floor: growth + linkFloor,
    apart: region.apart,
    required(a, b, pair) {
      const [fewer, more] = [looks(state, a), looks(state, b)].sort((x, y) => x - y) as [number, number];
      const lead = Math.max(0, Math.min(pair.leadA, pair.leadB, leadCap));
      const led =
        fewer < LONE
          ? loneFrom(state.thresholds, more, lead)
          : groupsFrom(state.thresholds, fewer, lead, Math.sqrt(within(state, a) * within(state, b)));
      const required = growth * (1 + crowd / Math.sqrt(fewer * more)) + Math.max(linkFloor, led);
      if (pair.cosine < required || samePhoto === 0) return required;
      return required + samePhoto * sharedPhotos(state, region, a, b);
    },
  };
}

/** The mean cosine from which on a lone face joins a group of so many looks. */
function loneFrom({ lone, loneLead, company, companyUpTo }: EngineThresholds, more: number, lead: number) {
  return lone - loneLead * lead - company * Math.log2(Math.min(companyUpTo, more));
}

/** The same for two groups: `own` is the mean cosine of two faces within them. */
function groupsFrom(thresholds: EngineThresholds, fewer: number, lead: number, own: number): number {
  const { link, linkSize, linkLead, companyUpTo, usual } = thresholds;
  return (own / usual) * (link + linkSize * Math.log2(Math.min(companyUpTo, fewer)) - linkLead * lead);
}

/** Groups of fewer looks are judged as one face is. */
const LONE = 1.2;

/**
 * How many different pictures of a person the group is worth, 1..size: copies and bursts, whose faces are nearer
 * to each other than a micro-cluster asks for, say little more than one of them.
 */
function looks({ thresholds }: State, { norm, size }: Group): number {
  if (size === 1) return 1;
  const mean = (norm * norm - size) / (size * (size - 1));
  const copied = Math.max(0, (mean - thresholds.micro) / (1 - thresholds.micro));
  return size / (1 + (size - 1) * copied);
}

/** Faces of a person that nothing is known of count as so many pairs. */
const PRIOR_PAIRS = 2;

/** Mean cosine of two faces of the group: measured where it has many pairs, the usual one where it has few. */
function within(state: State, { norm, size }: Group): number {
  const pairs = (size * (size - 1)) / 2;
  const sum = (norm * norm - size) / 2;
  return Math.max(0, (sum + PRIOR_PAIRS * state.thresholds.usual) / (pairs + PRIOR_PAIRS));
}

/**
 * What a library of so many different looks adds to every threshold of linking: nothing up to 170 of them, the whole of
 * `linkGrowth` at 1,700, and for each further tenfold less, as the cosines of strangers' groups thin out like a normal distribution's tail.
 */
export function growthOf(state: State): number {
  const looks = state.micros.length - state.freeRows.length;
  return (state.thresholds.linkGrowth * Math.max(0, tail(looks) - FEW)) / (MANY - FEW);
}

/** How many standard deviations about one pair in ten times so many is beyond. */
function tail(looks: number): number {
  return Math.sqrt(2 * Math.log(10 * Math.max(1, looks)));
}

const FEW = tail(170);
const MANY = tail(1700);

/** The share of the smaller group's faces whose photo shows the larger group too, 0..1. */
function sharedPhotos(state: State, region: RegionUnits, a: Group, b: Group): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  const inLarge = new Set(large.units);
  let shared = 0;
  for (const unit of small.units) {
    for (const micro of region.micros[unit]!) {
      for (const slot of micro.faces) {
        const others = state.facesOfPhoto[state.photos[slot]!]!;
        if (others.length > 1 && others.some((other) => isIn(state, region, other, inLarge))) shared++;
      }
    }
  }
  return Math.min(1, shared / small.size);
}

function isIn(state: State, region: RegionUnits, slot: number, units: ReadonlySet<number>): boolean {
  if (state.kinds[slot] !== 'good') return false;
  const host = state.host[slot]!;
  const micro: Micro | null = host === -1 ? null : state.micros[host]!;
  const unit = micro ? region.unitOf.get(micro) : undefined;
  return unit !== undefined && units.has(unit);
}
