import { Link } from 'wouter';
import { useRead } from '../data/use-read.js';
import { count } from '../data/words.js';

/** Says why faces have no pictures here, and how to get them. Absent where all have. */
export function UnseenPhotos() {
  const { data } = useRead('unseen', {});
  if (data === undefined || data.photos === 0) return null;
  const are = data.photos === 1 ? 'is' : 'are';
  return (
    <p className="strip" role="note">
      <span>
        {`${count(data.photos, 'photo')} of this library ${are} not on this device yet, so ${data.photos === 1 ? 'it has' : 'they have'} no picture here. `}
        Choose their folder, and the pictures are made from the photos; nothing is analysed again.
      </span>
      <Link href="/settings" className="button button-plain">
        Choose the folder
      </Link>
    </p>
  );
}
