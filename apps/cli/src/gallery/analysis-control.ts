import { shiftThresholds } from '@kith/core/people';
import { previewGrouping } from '@kith/core/pipeline';
import type { AnalysisControl } from '@kith/gallery';
import { nodeClock } from '@kith/node';
import { engineFactoryOf } from '../session/open-session.js';
import { packsAtHand } from '../session/packs-at-hand.js';
import type { ScanSession } from '../session/scan-session.js';

/** Lets the gallery choose models, backend, batch and thresholds of an open session. */
export function analysisControl(session: ScanSession): AnalysisControl {
  const { store, dir } = session;
  return {
    current: session.analysis,
    packs: async () => [...new Set([session.analysis().pack, ...(await packsAtHand(dir)).keys()])],
    change: session.configure,
    preview: (likeness, signal) => {
      const { model } = session;
      const library = session.library();
      return previewGrouping({
        store,
        model: model.key,
        engine: engineFactoryOf(model, shiftThresholds(model.thresholds, likeness))(),
        now: (face) => library.personOf(face),
        clock: nodeClock,
        pause: () => new Promise((resume) => setImmediate(resume)),
        signal,
      });
    },
  };
}
