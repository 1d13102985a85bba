/** Throws unless the two are equal in structure: objects by their keys, arrays and typed arrays by their elements. */
export function equal(actual: unknown, expected: unknown, what: string): void {
  const at = difference(actual, expected, what);
  if (at) throw new Error(at);
}

export function ok(condition: boolean, what: string): void {
  if (!condition) throw new Error(what);
}

/** Throws unless the promise rejects with an Error whose message matches. */
export async function rejects(
  work: Promise<unknown> | (() => Promise<unknown>),
  message: RegExp,
): Promise<void> {
  let result: unknown;
  try {
    result = await (typeof work === 'function' ? work() : work);
  } catch (error) {
    if (!(error instanceof Error)) throw new Error(`rejected with ${typeof error}, not with an Error`);
    if (!message.test(error.message))
      throw new Error(`rejected with “${error.message}”, expected ${message}`);
    return;
  }
  throw new Error(`expected a rejection ${message}, came ${show(result)}`);
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

function difference(actual: unknown, expected: unknown, path: string): string | null {
  if (Object.is(actual, expected)) return null;
  const bothObjects =
    typeof actual === 'object' && typeof expected === 'object' && actual !== null && expected !== null;
  if (!bothObjects) return `${path}: expected ${show(expected)}, came ${show(actual)}`;
  if (isList(actual) !== isList(expected)) return `${path}: one is a list, the other is not`;
  const keys = new Set([...Object.keys(actual), ...Object.keys(expected)]);
  for (const key of keys) {
    const [a, e] = [actual, expected].map((o) => (o as Record<string, unknown>)[key]);
    const found = difference(a, e, `${path}.${key}`);
    if (found) return found;
  }
  return null;
}

function isList(value: object): boolean {
  return Array.isArray(value) || ArrayBuffer.isView(value);
}

function show(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 200) ?? String(value);
}
