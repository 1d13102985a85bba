import type { Document, Element } from '@xmldom/xmldom';
import type { MwgRegion } from './mwg-region.js';
import { ns } from './xmp-names.js';

/** A face region and the element that holds it. */
export interface RegionElement {
  readonly region: MwgRegion;
  readonly element: Element;
}

/** The face regions of a packet, as attributes or elements (XMP allows both). Those without an area are left out. */
export function faceRegions(document: Document): readonly RegionElement[] {
  const lists = [...document.getElementsByTagNameNS(ns.mwg, 'RegionList')];
  const items = lists.flatMap((list) => [...list.getElementsByTagNameNS(ns.rdf, 'li')]);
  return items.flatMap((item) => {
    const element = childOf(item, ns.rdf, 'Description') ?? item;
    const type = property(element, ns.mwg, 'Type');
    if (type !== null && type.toLowerCase() !== 'face') return [];
    const region = regionOf(element);
    return region ? [{ region, element }] : [];
  });
}

function regionOf(element: Element): MwgRegion | null {
  const outer = childOf(element, ns.mwg, 'Area');
  if (!outer) return null;
  const area = childOf(outer, ns.rdf, 'Description') ?? outer;
  const [x, y, w, h] = ['x', 'y', 'w', 'h'].map((name) =>
    Number(property(area, ns.area, name) ?? Number.NaN),
  );
  const numbers = [x, y, w, h] as [number, number, number, number];
  if (numbers.some((n) => !Number.isFinite(n) || n < 0 || n > 1)) return null;
  const name = property(element, ns.mwg, 'Name')?.trim();
  return { name: name ? name : null, x: numbers[0], y: numbers[1], w: numbers[2], h: numbers[3] };
}

/** A property written as an attribute or as a child element. */
function property(element: Element, space: string, name: string): string | null {
  if (element.hasAttributeNS(space, name)) return element.getAttributeNS(space, name);
  return childOf(element, space, name)?.textContent ?? null;
}

/** The first child element of that name. */
export function childOf(element: Element, space: string, name: string): Element | null {
  for (const child of element.childNodes)
    if (
      child.nodeType === 1 &&
      (child as Element).namespaceURI === space &&
      (child as Element).localName === name
    )
      return child as Element;
  return null;
}
