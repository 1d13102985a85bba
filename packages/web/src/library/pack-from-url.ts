/** A pack's manifest and where its files lie. */
export interface WebPack {
  readonly manifestText: string;
  readonly baseUrl: string;
}

/** Loads `pack.json` of a pack folder served with the page; its models are fetched when analysis starts. */
export async function packFromUrl(folder: string | URL): Promise<WebPack> {
  const base = new URL(folder, globalThis.location.href);
  const baseUrl = base.pathname.endsWith('/') ? base.href : `${base.href}/`;
  const response = await fetch(new URL('pack.json', baseUrl));
  if (!response.ok) throw new Error(`no model pack at ${base.pathname}: ${response.status}`);
  return { manifestText: await response.text(), baseUrl };
}
