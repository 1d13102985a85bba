/** Builds the page where it is missing or older than its sources. Resolves to true when it built. */
export function buildPage(options?: {
  force?: boolean;
  quiet?: boolean;
  mode?: 'production' | 'web';
}): Promise<boolean>;
