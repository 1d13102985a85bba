/** How ids are shown: `3f2a91c0.1` for a face, `p3f2a91c0.1` for a person; `matchesId` accepts it. */
export function shortId(id: string): string {
  const [hash = '', ordinal] = id.split('.');
  const kept = hash.slice(0, hash.startsWith('p') ? 9 : 8);
  return ordinal === undefined ? kept : `${kept}.${ordinal}`;
}

/** Whether `text` is the id, its beginning, or the beginning of its hash with the same ordinal; a person's p may lack. */
export function matchesId(id: string, text: string): boolean {
  if (text.length < 3) return false;
  const bare = text.startsWith('p') ? text.slice(1) : text;
  const [hash = '', ordinal] = (id.startsWith('p') ? id.slice(1) : id).split('.');
  const [begin = '', meant] = bare.split('.');
  return hash.startsWith(begin) && (meant === undefined || meant === ordinal);
}
