import { fetchFile } from '../platform/fetch-file.js';

/** A pack's manifest and where its files lie. */
export interface WebPack {
  readonly manifestText: string;
  readonly baseUrl: string;
}

/**
 * Loads `pack.json` of a pack folder served with the page; its models are fetched when analysis starts. Throws with the
 * file's path where it did not come.
 */
export async function packFromUrl(folder: string | URL): Promise<WebPack> {
  const base = new URL(folder, globalThis.location.href);
  const baseUrl = base.pathname.endsWith('/') ? base.href : `${base.href}/`;
  const response = await fetchFile(new URL('pack.json', baseUrl));
  return { manifestText: await response.text(), baseUrl };
}
