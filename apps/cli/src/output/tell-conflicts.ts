import type { EngineChange } from '@kith/core/people';
import { remark } from './print.js';

/** Says which earlier statement a correction overruled. */
export function tellConflicts({ conflicts }: EngineChange): void {
  for (const { reason } of conflicts) remark(`note: this overrules something said before: ${reason}`);
}
