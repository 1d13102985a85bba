import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';

/** When, where and of what a result was made. */
export interface Provenance {
  readonly date: string;
  /** Short hash of the commit; `+` when the working tree differed from it. */
  readonly commit: string;
  readonly machine: string;
}

export function provenance(now = new Date()): Provenance {
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();
  const watched = ['packages', 'evaluation/src', 'evaluation/packs', 'models'];
  const dirty =
    git('status', '--porcelain', '--untracked-files=no', '--', ...watched.map((d) => `:/${d}`)) !== '';
  const model = (cpus()[0]?.model ?? 'unknown').replaceAll(',', ' ').replace(/\s+/g, ' ');
  return {
    date: now.toISOString().slice(0, 16),
    commit: `${git('rev-parse', '--short', 'HEAD')}${dirty ? '+' : ''}`,
    machine: `${model} ×${cpus().length}`,
  };
}
