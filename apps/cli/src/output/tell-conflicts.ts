import type { EngineChange } from '@kith/core/people';
import { remark } from './print.js';

/** Says which earlier statement a correction overruled. */
export function tellConflicts({ conflicts }: EngineChange): void {
  const reasons = new Set(conflicts.map((c) => c.reason));
  for (const reason of reasons) remark(`note: something said before no longer holds (${reason})`);
}
