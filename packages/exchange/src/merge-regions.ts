import { type Document, type Element, XMLSerializer } from '@xmldom/xmldom';
import { type MwgRegion, regionOverlap } from './mwg-region.js';
import { ns } from './xmp-names.js';
import { childOf, faceRegions } from './xmp-regions.js';

// Two regions that share this much are of the same face: programs draw boxes quite differently.
const sameFace = 0.35;

/** Pixels of the stored picture that the regions are measured on. */
export interface Dimensions {
  readonly width: number;
  readonly height: number;
}

/**
 * Puts the regions into the packet and returns its text, or null when they are all there: a region that is there already
 * (same face) gets our name, the others are added; everything else in the packet stays as it is.
 */
export function mergeRegions(
  document: Document,
  regions: readonly MwgRegion[],
  size: Dimensions,
): string | null {
  const present = faceRegions(document);
  let isChanged = false;
  for (const region of regions) {
    const same = present.find((p) => regionOverlap(p.region, region) >= sameFace);
    if (same && (region.name === null || region.name === same.region.name)) continue;
    isChanged = true;
    if (same) rename(same.element, region.name as string);
    else bagOf(document, size).appendChild(itemOf(document, region));
  }
  if (!isChanged) return null;
  return `${new XMLSerializer().serializeToString(document)}\n`;
}

function rename(element: Element, name: string): void {
  const child = childOf(element, ns.mwg, 'Name');
  if (child) child.textContent = name;
  else element.setAttributeNS(ns.mwg, 'mwg-rs:Name', name);
}

function bagOf(document: Document, size: Dimensions): Element {
  const description = first(document, ns.rdf, 'Description') ?? addDescription(document);
  const regions = first(document, ns.mwg, 'Regions') ?? addRegions(description, size);
  const inner = childOf(regions, ns.rdf, 'Description') ?? regions;
  const list = childOf(inner, ns.mwg, 'RegionList') ?? add(inner, ns.mwg, 'mwg-rs:RegionList');
  return childOf(list, ns.rdf, 'Bag') ?? childOf(list, ns.rdf, 'Seq') ?? add(list, ns.rdf, 'rdf:Bag');
}

function addDescription(document: Document): Element {
  const description = add(first(document, ns.rdf, 'RDF') as Element, ns.rdf, 'rdf:Description');
  description.setAttributeNS(ns.rdf, 'rdf:about', '');
  return description;
}

function addRegions(description: Element, size: Dimensions): Element {
  const regions = add(description, ns.mwg, 'mwg-rs:Regions');
  regions.setAttributeNS(ns.rdf, 'rdf:parseType', 'Resource');
  const dimensions = add(regions, ns.mwg, 'mwg-rs:AppliedToDimensions');
  set(dimensions, ns.dim, 'stDim', { w: String(size.width), h: String(size.height), unit: 'pixel' });
  return regions;
}

function itemOf(document: Document, region: MwgRegion): Element {
  const item = document.createElementNS(ns.rdf, 'rdf:li');
  const description = add(item, ns.rdf, 'rdf:Description');
  if (region.name !== null) set(description, ns.mwg, 'mwg-rs', { Name: region.name });
  set(description, ns.mwg, 'mwg-rs', { Type: 'Face' });
  const area = add(description, ns.mwg, 'mwg-rs:Area');
  const [x, y, w, h] = [region.x, region.y, region.w, region.h].map((n) => n.toFixed(6));
  set(area, ns.area, 'stArea', {
    x: x as string,
    y: y as string,
    w: w as string,
    h: h as string,
    unit: 'normalized',
  });
  return item;
}

function add(parent: Element, space: string, name: string): Element {
  const child = (parent.ownerDocument as Document).createElementNS(space, name);
  parent.appendChild(child);
  return child;
}

function set(
  element: Element,
  space: string,
  prefix: string,
  values: Readonly<Record<string, string>>,
): void {
  for (const [name, value] of Object.entries(values))
    element.setAttributeNS(space, `${prefix}:${name}`, value);
}

function first(document: Document, space: string, name: string): Element | null {
  return document.getElementsByTagNameNS(space, name)[0] ?? null;
}
