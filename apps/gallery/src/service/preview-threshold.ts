import type { Handlers } from '../api/gallery-api.js';
import { type GalleryContext, refused } from './gallery-context.js';

const shownChanges = 12;
const shownFaces = 6;

/** What another likeness would make of the people. One preview at a time: a later one ends an earlier one. */
export async function previewThreshold(
  context: GalleryContext,
  likeness: number,
): ReturnType<Handlers['previewThreshold']> {
  context.preview?.abort();
  const own = new AbortController();
  context.preview = own;
  const change = await context.host.analysis.preview(likeness, own.signal).catch(refused);
  return {
    ...change,
    joins: change.joined.length,
    parts: change.parted.length,
    joined: change.joined.slice(0, shownChanges),
    parted: change.parted
      .slice(0, shownChanges)
      .map(({ person, faces }) => ({ person, faces: faces.slice(0, shownFaces) })),
  };
}
