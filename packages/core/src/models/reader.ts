/** Thrown when a manifest is not what it must be; the message says where, what was expected and what came. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';
}

/** Turns an unknown value into a T or throws a ManifestError that names `path`. */
export type Reader<T> = (value: unknown, path: string) => T;

/** Throws the error every reader throws. */
export function reject(path: string, expected: string, value: unknown): never {
  const shown = value === undefined ? 'nothing' : JSON.stringify(value);
  const came = shown.length > 60 ? `${shown.slice(0, 57)}…` : shown;
  throw new ManifestError(`${path}: expected ${expected}, came ${came}`);
}

export const text: Reader<string> = (v, path) =>
  typeof v === 'string' && v.length > 0 ? v : reject(path, 'a text that is not empty', v);

/** A text that matches, described in words. */
export const matching =
  (pattern: RegExp, described: string): Reader<string> =>
  (v, path) =>
    typeof v === 'string' && pattern.test(v) ? v : reject(path, described, v);

export const number: Reader<number> = (v, path) =>
  typeof v === 'number' && Number.isFinite(v) ? v : reject(path, 'a number', v);

export const within =
  (least: number, most: number, whole = false): Reader<number> =>
  (v, path) =>
    typeof v === 'number' && v >= least && v <= most && (!whole || Number.isInteger(v))
      ? v
      : reject(path, `a ${whole ? 'whole ' : ''}number from ${least} to ${most}`, v);

export const flag: Reader<boolean> = (v, path) =>
  typeof v === 'boolean' ? v : reject(path, 'true or false', v);

export const oneOf =
  <const T extends string | number>(...values: readonly T[]): Reader<T> =>
  (v, path) =>
    values.includes(v as T)
      ? (v as T)
      : reject(path, values.length > 1 ? `one of ${values.join(', ')}` : `${values[0]}`, v);

export const list =
  <T>(item: Reader<T>, least = 0, most = Number.POSITIVE_INFINITY): Reader<readonly T[]> =>
  (v, path) => {
    if (!Array.isArray(v) || v.length < least || v.length > most) {
      const size = least === most ? `${least}` : `${least} or more`;
      return reject(path, `a list of ${size}`, v);
    }
    return v.map((entry, i) => item(entry, `${path}[${i}]`));
  };

/** A list of exactly `length` items. */
export const tuple =
  <T>(item: Reader<T>, length: number): Reader<readonly T[]> =>
  (v, path) =>
    list(item, length, length)(v, path);

/** A table of any keys. */
export const table =
  <T>(item: Reader<T>): Reader<Readonly<Record<string, T>>> =>
  (v, path) =>
    Object.fromEntries(Object.entries(objectAt(v, path)).map(([k, x]) => [k, item(x, `${path}.${k}`)]));

type Fields<T> = { readonly [K in keyof T]-?: Reader<T[K]> };

/** Absent stays absent. */
export const optional =
  <T>(item: Reader<T>): Reader<T | undefined> =>
  (v, path) =>
    v === undefined ? undefined : item(v, path);

/** An object with these fields. An unknown field is refused: it is a typing error or of a newer schema. */
export const object =
  <T>(fields: Fields<T>): Reader<T> =>
  (v, path) => {
    const given = objectAt(v, path);
    for (const key of Object.keys(given)) {
      if (!(key in fields))
        reject(`${path}.${key}`, `one of the fields ${Object.keys(fields).join(', ')}`, key);
    }
    const entries = (Object.keys(fields) as (keyof T & string)[])
      .map((key) => [key, fields[key](given[key] as never, `${path}.${key}`)] as const)
      .filter(([, value]) => value !== undefined);
    return Object.fromEntries(entries) as T;
  };

function objectAt(v: unknown, path: string): Record<string, unknown> {
  return typeof v === 'object' && v !== null && !Array.isArray(v)
    ? (v as Record<string, unknown>)
    : reject(path, 'an object', v);
}
