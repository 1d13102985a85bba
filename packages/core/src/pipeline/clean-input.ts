/** The name without stray spaces; null takes the name away. Throws when nothing is left or it is too long. */
export function cleanName(name: string | null): string | null {
  if (name === null) return null;
  const clean = name.normalize('NFC').trim().replace(/\s+/g, ' ');
  if (clean === '') throw new Error('a name needs at least one letter');
  if (clean.length > 200) throw new Error(`a name has at most 200 characters; this one has ${clean.length}`);
  return clean;
}

/** Throws when it is no day of the calendar, YYYY-MM-DD. */
export function cleanDate(date: string | null): string | null {
  if (date === null) return null;
  const time = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date)
    throw new Error(`a birth date looks like 1984-05-31, not like '${date}'`);
  return date;
}
