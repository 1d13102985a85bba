import type { Person } from '@kith/core/people';
import type { ScanSummary } from '@kith/core/pipeline';
import { duration } from './duration.js';
import { plural } from './plural.js';

/** A scan in a few lines for a person. */
export function scanReport(summary: ScanSummary, people: readonly Person[]): string {
  const { photos, faces, wallMs } = summary;
  const pending = photos.seen - photos.indexed - photos.unchanged - photos.failed;
  const recurring = people.filter((p) => p.photoCount > 1).length;
  const parts = [
    `${plural(photos.indexed, 'new photo')}`,
    ...(photos.unchanged > 0 ? [`${photos.unchanged} unchanged`] : []),
    ...(pending > 0 ? [`${pending} still to do`] : []),
    ...(photos.missing > 0 ? [`${photos.missing} missing`] : []),
  ];
  const rate = photos.indexed > 0 ? `, ${summary.photosPerSecond.toFixed(1)} photos/s` : '';
  return [
    `${parts.join(', ')} (${duration(wallMs)}${rate}).`,
    `${plural(faces, 'face')}; ${plural(recurring, 'person', 'people')} in more than one photo.`,
    ...(photos.failed > 0
      ? [`${plural(photos.failed, 'photo')} could not be read; see why: kith failed`]
      : []),
  ].join('\n');
}
