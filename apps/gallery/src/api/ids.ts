import type { FaceId } from '@kith/core/faces';
import type { PersonId } from '@kith/core/people';
import type { PhotoId } from '@kith/core/photo';
import { z } from 'zod';

/** `<16 hex digits>.<ordinal>`; anything else never reaches the library. */
export const faceId = z
  .string()
  .regex(/^[0-9a-f]{16}\.\d{1,9}$/, 'not a face id')
  .transform((id) => id as FaceId);

export const personId = z
  .string()
  .regex(/^p[0-9a-f]{16}\.\d{1,9}(~\d{1,9})?$/, 'not a person id')
  .transform((id) => id as PersonId);

export const photoId = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'not a photo id')
  .transform((id) => id as PhotoId);
