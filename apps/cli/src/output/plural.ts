/** `plural(1, 'photo')` is "1 photo", `plural(2, 'photo')` "2 photos"; `many` where an s does not do. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
