import type { PackManifest } from '@kith/core/models';
import {
  createPeopleEngine,
  deriveThresholds,
  type EngineThresholds,
  type PeopleEngine,
} from '@kith/core/people';
import type { ModelKey } from '@kith/core/vectors';
import type { Gate } from '../peers/write-dump.js';

/** The thresholds that the product derives from the pack's manifest. */
export function thresholdsOf({ models, clustering }: PackManifest): EngineThresholds {
  return deriveThresholds(models.embedder, clustering);
}

/** A fresh engine for vectors of this key. */
export function engineFor(pack: string, dimension: number, thresholds: EngineThresholds): PeopleEngine {
  return createPeopleEngine({ model: pack as ModelKey, dimension, thresholds });
}

/** The engine's quality gate, as the peers are given it. */
export function gateOf({ quality, attach, attachLead }: EngineThresholds): Gate {
  return { quality, attach, lead: attachLead };
}
