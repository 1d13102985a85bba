import { createHash } from 'node:crypto';

/** Lower-case hex SHA-256 of bytes in memory. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  return createHash('sha256').update(bytes).digest('hex');
}
