import type { Random } from './random.js';
import type { StreamPeople } from './stream-people.js';

/** Who is in the photos of one event: per photo the people, numbers ≥ `StreamPeople.count` being strangers. */
export interface StreamEvent {
  readonly photos: readonly (readonly number[])[];
  /** The next free number for a stranger. */
  readonly nextStranger: number;
}

/** Share of photos of 1, 2, 3 and 4 faces. */
const facesPerPhoto = [0.45, 0.3, 0.15, 0.1] as const;
const photosPerEvent = { least: 4, mean: 24 } as const;
/** Share of a stranger's chances that are one already seen at this event. */
const strangerAgain = 0.25;
/** A photo that shows somebody twice: mirror, collage, picture on the wall. */
const twice = 0.005;

/** Draws an event: someone popular, some of the family, a few others, and passers-by. */
export function drawEvent(
  people: StreamPeople,
  strangerShare: number,
  firstStranger: number,
  random: Random,
): StreamEvent {
  const cast = drawCast(people, random);
  const count = photosPerEvent.least + Math.floor(-Math.log(1 - random.uniform()) * photosPerEvent.mean);
  let nextStranger = firstStranger;
  const stranger = (): number => {
    const known = nextStranger - firstStranger;
    return known > 0 && random.uniform() < strangerAgain
      ? firstStranger + random.below(known)
      : nextStranger++;
  };
  const photos = Array.from({ length: count }, () => drawPhoto(cast, strangerShare, stranger, random));
  return { photos, nextStranger };
}

/** People of the event, repeated by how often they are in front of the camera. */
function drawCast(people: StreamPeople, random: Random): readonly number[] {
  const lead = people.draw(random);
  const cast = [lead, lead];
  for (const relative of people.family(lead)) if (random.uniform() < 0.5) cast.push(relative);
  const others = 1 + random.below(6);
  for (let i = 0; i < others; i++) cast.push(people.draw(random));
  return cast;
}

function drawPhoto(
  cast: readonly number[],
  strangerShare: number,
  stranger: () => number,
  random: Random,
): readonly number[] {
  const shown: number[] = [];
  const wanted = drawCount(random);
  for (let tries = 0; shown.length < wanted && tries < 12; tries++) {
    const who = random.uniform() < strangerShare ? stranger() : cast[random.below(cast.length)]!;
    if (!shown.includes(who)) shown.push(who);
  }
  if (random.uniform() < twice) shown.push(shown[0]!);
  return shown;
}

function drawCount(random: Random): number {
  let left = random.uniform();
  const at = facesPerPhoto.findIndex((share) => {
    left -= share;
    return left < 0;
  });
  return 1 + Math.max(0, at);
}
