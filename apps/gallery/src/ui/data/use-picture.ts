import { useEffect, useState } from 'react';
import type { Picture } from '../../api/gallery-api.js';
import { usePicturesMade } from './pictures-made.js';

const most = 800;
const urls = new Map<string, string>();

/** `url` is null while its bytes are made; `absent`: there is no such picture, for now. */
export interface ShownPicture {
  readonly url: string | null;
  readonly absent: boolean;
  /** For the image that shows an address: it could not be loaded. */
  readonly onError: () => void;
}

/** A picture to show. `key` names it; made addresses are kept, the oldest released. One that is absent is asked for again when pictures have been made. */
export function usePicture(key: string, picture: Picture): ShownPicture {
  const version = usePicturesMade();
  const [absent, setAbsent] = useState<string | null>(null);
  const attempt = `${key} ${version}`;
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
      () => wanted && setAbsent(attempt),
    );
    return () => {
      wanted = false;
    };
  }, [attempt, load === null]);
  const isAbsent = absent === attempt;
  const url = isAbsent ? null : (direct ?? (made?.key === key ? made.url : null));
  return { url, absent: isAbsent, onError: () => setAbsent(attempt) };
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
