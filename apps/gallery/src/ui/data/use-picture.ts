import { useEffect, useState } from 'react';
import type { Picture } from '../../api/gallery-api.js';

const most = 800;
const urls = new Map<string, string>();

/** The address of a picture, or null while its bytes are made. `key` names it; made addresses are kept, the oldest released. */
export function usePicture(key: string, picture: Picture): string | null {
  const direct = picture.kind === 'url' ? picture.url : (urls.get(key) ?? null);
  const [made, setMade] = useState<{ key: string; url: string } | null>(null);
  const load = picture.kind === 'blob' && direct === null ? picture.load : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `load` is a new function each time; the key says which.
  useEffect(() => {
    if (load === null) return;
    let wanted = true;
    load().then(
      (blob) => {
        const url = keep(key, blob);
        if (wanted) setMade({ key, url });
      },
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [key, load === null]);
  return direct ?? (made?.key === key ? made.url : null);
}

function keep(key: string, blob: Blob): string {
  const known = urls.get(key);
  if (known !== undefined) return known;
  const url = URL.createObjectURL(blob);
  urls.set(key, url);
  const [oldest] = urls;
  if (urls.size > most && oldest !== undefined) {
    urls.delete(oldest[0]);
    URL.revokeObjectURL(oldest[1]);
  }
  return url;
}
