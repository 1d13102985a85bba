import type { ScanProgress } from '@kith/core/pipeline';
import { duration } from './duration.js';

/** The line of the progress bar, at most `width` characters: counts first, the bar takes what is left. */
export function progressLine(progress: ScanProgress, width: number): string {
  if (progress.phase === 'listing') return `Looking for photos: ${progress.total}`.slice(0, width);
  const { done, total, failed, photosPerSecond, remainingMs } = progress;
  const counts = `${String(done).padStart(String(total).length)}/${total} photos`;
  const rate = photosPerSecond > 0 ? `  ${photosPerSecond.toFixed(1)}/s` : '';
  const left = remainingMs === null || done === total ? '' : `  ${duration(remainingMs)} left`;
  const bad = failed > 0 ? `  ${failed} failed` : '';
  const text = `${counts}${rate}${left}${bad}`;
  const room = Math.min(40, width - text.length - 3);
  return room < 5 ? text.slice(0, width) : `${bar(total === 0 ? 1 : done / total, room)} ${text}`;
}

function bar(share: number, width: number): string {
  const full = Math.floor(share * width);
  return `${'█'.repeat(full)}${'░'.repeat(width - full)}`;
}
