import type { AgglomerationRule, Group } from './agglomerate.js';
import type { Micro, State } from './engine-state.js';
import type { RegionUnits } from './region-units.js';

/**
 * Two groups are one person when the cosine of their sums reaches a threshold that rises with the size of the
 * smaller and with how loose both are (noise averages out of a centre, so unlike people's centres come nearer as
 * they grow: a stranger's cosine to a centre is that to a face over the centre's cohesion), and with the
 * share of its photos that show the other group too: two faces in one photo are evidence of two people.
 */
export function linkRule(state: State, region: RegionUnits): AgglomerationRule {
  const { linkGain, samePhoto, stranger } = state.thresholds;
  const link = linkNow(state);
  return {
    apart: region.apart,
    required(a, b, cosine) {
      const smaller = Math.min(a.size, b.size);
      const loose = stranger * ((a.size / a.norm + b.size / b.norm) / 2 - 1);
      const base = link + loose + linkGain * (1 - 1 / Math.sqrt(smaller));
      if (cosine < base || samePhoto === 0) return base;
      return base + samePhoto * sharedPhotos(state, region, a, b);
    },
  };
}

/** The cosine that links two faces in a library of this size. */
export function linkNow(state: State): number {
  const { link, linkGrowth } = state.thresholds;
  return link + linkGrowth * Math.max(0, Math.log10(state.slots.size / 400));
}

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
  const micro: Micro | null | undefined = state.micros[state.host[slot]!];
  const unit = micro ? region.unitOf.get(micro) : undefined;
  return unit !== undefined && units.has(unit);
}
