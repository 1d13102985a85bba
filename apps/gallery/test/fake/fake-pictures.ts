import type { PersonId } from '@kith/core/people';
import type { StoredFace } from '@kith/core/ports';
import type { EncodedPicture, Pictures } from '../../src/server/pictures.js';
import { NotFound } from '../../src/service/gallery-context.js';
import type { InventedLibrary } from './invent-library.js';

const skins = ['#f2d3bd', '#e3b793', '#c98f66', '#8d5a3b', '#5f3b29', '#f0c9a8'];
const hairs = ['#2b2320', '#5b3a29', '#8a5a2b', '#c9a15a', '#9b9b9b', '#1d1d24', '#7a2f22'];
const clothes = ['#406e8e', '#b5533c', '#6b7f4e', '#8b6fae', '#c2943a', '#3f5d5a', '#a65a7a'];
const walls = ['#dfe6e0', '#e9e0d2', '#d9e2ea', '#eadad6', '#e4e1ee', '#d7e0d0'];

/** Drawn people: the look follows the person a face was invented for, whatever it is moved to later. */
export function fakePictures(library: InventedLibrary): Pictures {
  const invented = new Map<string, PersonId | null>();
  for (const face of library.faces.values()) invented.set(face.id, face.person);
  const lookOf = (face: StoredFace) => library.looks.get(invented.get(face.id) as PersonId) ?? 0;
  return {
    face: async (id) => {
      const face = library.faces.get(id);
      if (face === undefined) throw new NotFound(`There is no face ${id}.`);
      const tone = Number.parseInt(id.slice(12, 16), 16);
      return svg(
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><rect width="100" height="100" fill="${pick(walls, tone)}"/>${head(lookOf(face), 50, 46, 26)}</svg>`,
      );
    },
    photo: async (id) => {
      const photo = library.photos.get(id);
      if (photo === undefined) throw new NotFound(`There is no photo ${id}.`);
      const { width, height } = photo.facts;
      const faces = [...library.faces.values()].filter((f) => f.photo === id);
      const heads = faces
        .map((f) => head(lookOf(f), f.box.x + f.box.width / 2, f.box.y + f.box.height / 2, f.box.width / 2))
        .join('');
      const tone = Number.parseInt(id.slice(0, 16), 16);
      return svg(
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${pick(walls, tone)}"/><rect y="70%" width="100%" height="30%" fill="${pick(walls, tone + 2)}"/>${heads}</svg>`,
      );
    },
    clear: async () => undefined,
  };
}

function pick(colours: readonly string[], n: number): string {
  return colours[n % colours.length] as string;
}

function head(look: number, x: number, y: number, r: number): string {
  const skin = pick(skins, look);
  const hair = pick(hairs, look * 3 + 1);
  const long =
    look % 3 === 0 ? `<rect x="-1.08" y="-.6" width="2.16" height="2" rx=".8" fill="${hair}"/>` : '';
  const glasses =
    look % 5 === 2
      ? '<g fill="none" stroke="#333" stroke-width=".07"><circle cx="-.38" cy="0" r=".26"/><circle cx=".38" cy="0" r=".26"/><path d="M-.12 0h.24"/></g>'
      : '';
  return `<g transform="translate(${x} ${y}) scale(${r})">${long}<path d="M-1.7 3.2c0-1.2.7-1.9 1.7-1.9s1.7.7 1.7 1.9z" fill="${pick(clothes, look * 2)}"/><rect x="-.35" y=".8" width=".7" height=".8" fill="${skin}"/><ellipse rx=".95" ry="1.2" fill="${skin}"/><path d="M-1.05-.1C-1.1-1.2-.5-1.45 0-1.45S1.1-1.2 1.05-.1C.8-.7.5-.85 0-.85S-.8-.7-1.05-.1z" fill="${hair}"/><circle cx="-.38" cy="0" r=".09" fill="#2a2320"/><circle cx=".38" cy="0" r=".09" fill="#2a2320"/><path d="M-.3.55q.3.22.6 0" fill="none" stroke="#8a4b3c" stroke-width=".08" stroke-linecap="round"/>${glasses}</g>`;
}

function svg(text: string): EncodedPicture {
  return { bytes: new TextEncoder().encode(text), type: 'image/svg+xml' };
}
