import { type AnalysisSettings, writeAnalysisSettings } from '@kith/core/pipeline';
import type { AnalysisThread } from '@kith/node';
import { type ChosenPack, packById } from './chosen-pack.js';
import { startModels } from './open-pack.js';
import type { SessionAnalysis } from './scan-session.js';
import type { SessionParts, SessionState } from './session-state.js';

/** Models are replaced once the new ones run; when they do not, all stays as it was. */
export async function configureSession(
  { dir, store, threads }: SessionParts,
  now: SessionState,
  { pack, ...changes }: Partial<SessionAnalysis>,
): Promise<void> {
  const analysis = { ...now.analysis, ...changes };
  if (pack !== undefined || changes.backend !== undefined) {
    const wanted = pack === undefined ? now.chosen : await packById(pack, dir);
    const started = await startAsked(wanted, threads, analysis.backend);
    await now.models.close();
    [now.chosen, now.models] = [wanted, started];
  }
  now.analysis = analysis;
  await writeAnalysisSettings(store, analysis);
}

/** Starts the models where they were asked to run: a GPU that is none is refused here, not fallen back from. */
async function startAsked(
  pack: ChosenPack,
  threads: number,
  backend: AnalysisSettings['backend'],
): Promise<AnalysisThread> {
  const started = await startModels(pack, { threads, backend });
  if (backend !== 'gpu' || started.loaded.backend !== 'cpu') return started;
  await started.close();
  throw new Error(`no GPU of this machine runs the models: ${started.loaded.notices.join('; ')}`);
}
