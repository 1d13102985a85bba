import { useSyncExternalStore } from 'react';

/** Places are `#/path?search`, so that the page works from any folder and without a server. */
function read(): [string, string] {
  const [path = '', search = ''] = location.hash.slice(1).split('?');
  return [path.startsWith('/') ? path : '/', search];
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

function navigate(to: string, options: { replace?: boolean } = {}): void {
  const before = location.href;
  const url = new URL(before);
  url.hash = to;
  if (options.replace) history.replaceState(null, '', url);
  else history.pushState(null, '', url);
  dispatchEvent(new HashChangeEvent('hashchange', { oldURL: before, newURL: url.href }));
  if (!options.replace && before.split('?')[0] !== url.href.split('?')[0]) scrollTo(0, 0);
}

/** For wouter's Router: `hook={hashLocation} searchHook={useHashSearch}`. */
export const hashLocation = Object.assign(
  (): [string, typeof navigate] => [useSyncExternalStore(subscribe, () => read()[0]), navigate],
  { hrefs: (to: string) => `#${to}` },
);

export function useHashSearch(): string {
  return useSyncExternalStore(subscribe, () => read()[1]);
}
