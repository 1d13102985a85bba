import { pictureFormat } from '@kith/core/photo';
import { type DecodeOutcome, reasonOf } from '@kith/core/ports';
import { decodeHeic } from './decode-heic.js';
import { decodeWithSharp } from './decode-with-sharp.js';
import { Refusal } from './refusal.js';

/** Decodes a file in this process. A bad file is an outcome; memory and time are the caller's to watch. */
export async function decodePicture(bytes: Uint8Array, maxSide: number): Promise<DecodeOutcome> {
  if (bytes.length === 0) return permanent('the file is empty (0 bytes)');
  const format = pictureFormat(bytes);
  if (!format) return permanent(`not a picture in a format Kith reads: it begins with ${beginning(bytes)}`);
  try {
    const decode = format === 'heic' ? decodeHeic : decodeWithSharp;
    return { ok: true, photo: await decode(bytes, format, maxSide) };
  } catch (error) {
    return permanent(
      error instanceof Refusal ? error.message : `damaged ${format.toUpperCase()}: ${say(error)}`,
    );
  }
}

function permanent(reason: string): DecodeOutcome {
  return { ok: false, reason, kind: 'permanent' };
}

function beginning(bytes: Uint8Array): string {
  const text = String.fromCharCode(...bytes.subarray(0, 12));
  return /^[\x20-\x7e]+$/.test(text)
    ? `“${text}”`
    : `bytes ${Buffer.from(bytes.subarray(0, 8)).toString('hex')}`;
}

/** A decoder's own words on one line. */
function say(error: unknown): string {
  const message = reasonOf(error);
  return [...new Set(message.split('\n').map((line) => line.trim()))].filter(Boolean).slice(0, 3).join('; ');
}
