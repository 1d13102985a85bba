import { maxLikenessShift } from '@kith/core/people';
import { z } from 'zod';
import { faceId, personId, photoId } from './ids.js';

const none = z.strictObject({});
const name = z.string().trim().min(1).max(200).nullable();
const faces = z.array(faceId).min(1).max(100_000);
const date = z.iso.date().nullable();
const share = z.number().min(0).max(1);
/** Added to the thresholds, cosine. */
const likeness = z.number().min(-maxLikenessShift).max(maxLikenessShift);
const page = { offset: z.int().min(0).max(1e9).default(0), limit: z.int().min(1).max(5000).default(500) };

/** What each operation takes. The server checks every request against it; the page checks against its type. */
export const inputs = {
  about: none,
  agree: none,

  people: none,
  person: z.strictObject({ person: personId }),
  personFaces: z.strictObject({ person: personId, ...page }),
  nobody: z.strictObject({ ...page }),
  photos: z.strictObject({ all: z.array(personId).max(20), only: z.boolean().default(false), ...page }),
  photo: z.strictObject({ photo: photoId }),
  explain: z.strictObject({ face: faceId }),

  name: z.strictObject({ person: personId, name }),
  merge: z.strictObject({ into: personId, others: z.array(personId).min(1).max(1000) }),
  split: z.strictObject({ person: personId, faces }),
  assign: z.strictObject({ faces, to: personId }),
  notThisPerson: z.strictObject({ faces, person: personId }),
  nameFace: z.strictObject({ face: faceId, name: z.string().trim().min(1).max(200) }),
  notAFace: z.strictObject({ faces }),
  hide: z.strictObject({ people: z.array(personId).min(1).max(100_000), hidden: z.boolean() }),
  cover: z.strictObject({ person: personId, face: faceId }),
  born: z.strictObject({ person: personId, date }),
  draw: z.strictObject({
    photo: photoId,
    box: z
      .strictObject({ x: share, y: share, width: share, height: share })
      .refine((b) => b.width >= 0.002 && b.height >= 0.002, 'the box is too small')
      .refine((b) => b.x + b.width <= 1.001 && b.y + b.height <= 1.001, 'the box reaches past the photo'),
  }),

  review: z.strictObject({ limit: z.int().min(1).max(500).default(50) }),
  answerSame: z.strictObject({ a: personId, b: personId, same: z.boolean() }),
  confirmFaces: z.strictObject({ faces, person: personId }),

  history: none,
  undo: z.strictObject({ action: z.string().min(1).max(200).optional() }),

  unseen: none,
  failed: none,
  retryFailed: none,

  settings: none,
  saveSettings: z.strictObject({
    pack: z.string().max(200).optional(),
    backend: z.enum(['auto', 'gpu', 'cpu']).optional(),
    batch: z.int().min(8).max(16).optional(),
    likeness: likeness.optional(),
    strangersUpTo: z.int().min(0).max(10).optional(),
  }),
  insight: none,
  faceMap: z.strictObject({ limit: z.int().min(10).max(3000).default(1500) }),
  previewThreshold: z.strictObject({ likeness }),

  scan: none,
  scanStart: z.strictObject({ folder: z.string().min(1).max(4096).optional() }),
  scanPause: none,
  scanResume: none,
  scanCancel: none,

  exportJson: none,
  importJson: z.strictObject({ text: z.string().max(64_000_000) }),
  exportSidecars: none,
  importSidecars: none,
  deleteComputed: z.strictObject({ confirm: z.literal('delete what was computed') }),
  deleteEverything: z.strictObject({ confirm: z.literal('delete everything') }),
} as const;

export type Inputs = typeof inputs;
export type Operation = keyof Inputs;
