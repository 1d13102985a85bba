/** How ids are shown and may be typed: `3f2a91c0.1` for a face, `p3f2a91c0.1` for a person. */
export function shortId(id: string): string {
  const [hash = '', ordinal] = id.split('.');
  const kept = hash.slice(0, hash.startsWith('p') ? 9 : 8);
  return ordinal === undefined ? kept : `${kept}.${ordinal}`;
}
