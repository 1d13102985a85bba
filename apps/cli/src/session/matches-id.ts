/** Whether `text` is the id, its beginning, or the beginning of its hash with the same ordinal; a person's p may lack. */
export function matchesId(id: string, text: string): boolean {
  if (text.length < 3) return false;
  const bare = text.startsWith('p') ? text.slice(1) : text;
  const [hash = '', ordinal] = (id.startsWith('p') ? id.slice(1) : id).split('.');
  const [begin = '', meant] = bare.split('.');
  return hash.startsWith(begin) && (meant === undefined || meant === ordinal);
}
