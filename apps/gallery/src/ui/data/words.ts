/** "1 photo", "1,204 photos". */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString()} ${n === 1 ? one : many}`;
}

/** "Anna", or a word for someone without a name. */
export function called(name: string | null): string {
  return name ?? 'Unnamed';
}

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeZone: 'UTC' });

export function dateOf(takenAt: number | null): string {
  return takenAt === null ? 'Unknown date' : day.format(takenAt);
}

/** "about 3 min", for a time left in milliseconds. */
export function roughly(ms: number): string {
  const minutes = ms / 60_000;
  if (minutes < 1) return `${Math.max(5, Math.ceil(ms / 5000) * 5)} s`;
  if (minutes < 90) return `${Math.round(minutes)} min`;
  return `${(minutes / 60).toFixed(1)} h`;
}
