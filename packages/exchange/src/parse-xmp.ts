import { DOMParser, type Document } from '@xmldom/xmldom';
import { ns } from './xmp-names.js';

/** Reads an XMP packet. Throws when it is not well-formed or holds no RDF. */
export function parseXmp(text: string): Document {
  let problem: string | null = null;
  const parser = new DOMParser({
    onError: (level, message) => {
      if (level !== 'warning') problem ??= message.split('\n')[0] ?? message;
    },
  });
  const document = parse(parser, text.replace(/^\uFEFF/, ''));
  if (problem !== null || !document) throw new Error(`not well-formed XML${problem ? `: ${problem}` : ''}`);
  if (document.getElementsByTagNameNS(ns.rdf, 'RDF').length === 0)
    throw new Error('no XMP in it (no rdf:RDF)');
  return document;
}

/** The parser throws on what it cannot go on after; `onError` has heard of it by then. */
function parse(parser: DOMParser, text: string): Document | null {
  try {
    return parser.parseFromString(text, 'text/xml');
  } catch {
    return null;
  }
}

/** A packet that says nothing yet. */
export function emptyXmp(): Document {
  return parseXmp(
    `<x:xmpmeta xmlns:x="${ns.x}"><rdf:RDF xmlns:rdf="${ns.rdf}"><rdf:Description rdf:about=""/></rdf:RDF></x:xmpmeta>`,
  );
}
