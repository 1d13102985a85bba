import type { FaceId } from '../faces/index.js';
import type { PhotoId } from '../photo/index.js';
import { type Random, seededRandom } from './random.js';
import { drawEvent } from './stream-event.js';
import { completeStreamOptions, type StreamOptions } from './stream-options.js';
import { type StreamPeople, streamPeople } from './stream-people.js';
import { type DrawnVector, type Subject, vectorMaker } from './stream-vector.js';

/** A face as a pack would hand it over, and whom it shows. The vector belongs to the caller. */
export interface StreamFace extends DrawnVector {
  readonly id: FaceId;
  readonly photo: PhotoId;
  /** Milliseconds since 1970. */
  readonly takenAt: number;
  /** Number of the person; passers-by have numbers after everyone else's. */
  readonly person: number;
}

interface Draw {
  readonly random: Random;
  readonly people: StreamPeople;
  readonly options: StreamOptions;
  readonly make: (subject: Subject, random: Random) => DrawnVector;
}

const start = Date.UTC(2010, 0, 1);
const yearMs = 365.25 * 86_400_000;

/**
 * A synthetic photo library, photo by photo in order of capture: power-law sizes, looks, growing children,
 * families who share events, strangers, blur hubs. Seeded; memory does not grow with `faces`; tens of µs a face.
 * Yields the faces of one photo at a time and stops at exactly `faces` faces.
 */
export function* syntheticStream(given: Partial<StreamOptions> = {}): Generator<readonly StreamFace[]> {
  const options = completeStreamOptions(given);
  const random = seededRandom(options.seed);
  const people = streamPeople(options);
  const draw = { random, people, options, make: vectorMaker(options) };
  let stranger = people.count;
  let photo = 0;
  let made = 0;
  for (let event = 0; made < options.faces; event++) {
    const time = made / options.faces;
    const { photos, nextStranger } = drawEvent(people, options.strangerShare, stranger, random);
    stranger = nextStranger;
    for (const shown of photos) {
      const left = options.faces - made;
      if (left === 0) return;
      yield drawPhotoFaces(draw, shown.slice(0, left), event, photo++, time);
      made += Math.min(left, shown.length);
    }
  }
}

function drawPhotoFaces(
  draw: Draw,
  shown: readonly number[],
  event: number,
  number: number,
  time: number,
): readonly StreamFace[] {
  const head = number.toString(16).padStart(16, '0');
  const photo = head.padEnd(64, '0') as PhotoId;
  // Photos of an event are a minute apart; events follow each other through the years.
  const takenAt = Math.round(start + time * draw.options.years * yearMs + number * 60_000);
  return shown.map((person, ordinal) => ({
    id: `${head}.${ordinal}` as FaceId,
    photo,
    takenAt,
    person,
    ...draw.make(subject(draw, person, event, time), draw.random),
  }));
}

function subject({ people, options, random }: Draw, person: number, event: number, time: number): Subject {
  const known = person < people.count;
  return {
    person,
    family: known ? people.familyOf(person) : -1,
    look: known ? lookAt(people.looks(person), random) : 0,
    turn: known && people.isChild(person) ? options.growth * time : 0,
    event,
    blurred: random.uniform() < options.blurShare,
  };
}

/** The first look is the most usual. */
function lookAt(looks: number, random: Random): number {
  return Math.min(random.below(looks), random.below(looks));
}
