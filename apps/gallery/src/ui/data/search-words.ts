import type { PersonCard } from '../../api/outputs.js';

export interface Search {
  /** People whose name holds the text; everyone for an empty one. */
  readonly people: readonly PersonCard[];
  /** Set when the text names people: "Anna and Bela", "only Anna". */
  readonly together: { readonly people: readonly PersonCard[]; readonly only: boolean } | null;
}

/** Reads a search: a part of a name, or names joined by "and", "+", "&" or a comma, "only" in front for nobody else. */
export function searchWords(text: string, people: readonly PersonCard[]): Search {
  const plain = fold(text.trim());
  if (plain === '') return { people, together: null };
  const only = /^only\s+/.test(plain);
  const parts = plain.replace(/^only\s+/, '').split(/\s+and\s+|\s*[,+&]\s*/);
  const named = people.filter((p) => p.name !== null);
  const found = parts.filter((p) => p !== '').map((part) => best(part, named));
  const all = found.filter((p) => p !== null);
  const together = all.length > 0 && all.length === found.length ? { people: [...new Set(all)], only } : null;
  const wanted = parts.filter((p) => p !== '');
  return { people: named.filter((p) => wanted.some((w) => fold(p.name ?? '').includes(w))), together };
}

function best(part: string, named: readonly PersonCard[]): PersonCard | null {
  const exact = named.find((p) => fold(p.name ?? '') === part);
  return exact ?? named.find((p) => fold(p.name ?? '').startsWith(part)) ?? null;
}

/** Lower case without accents, so that "zoe" finds "Zoë". */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}
