import { webcrypto } from 'node:crypto';

/** Lower-case hex SHA-256 of bytes in memory, computed off the main thread. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  return Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes)).toString('hex');
}
