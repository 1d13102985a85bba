/** Whether the text names a scheme, as `https://…` does, and not a folder. */
export const isWebAddress = (text: string) => /^[a-z][a-z0-9+.-]+:\/\//i.test(text);
