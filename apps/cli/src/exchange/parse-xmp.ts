import { DOMParser, type Document } from '@xmldom/xmldom';
import { ns } from './xmp-names.js';

/** Reads an XMP packet. Throws when it is not well-formed or holds no RDF. */
export function parseXmp(text: string): Document {
  const parser = new DOMParser({
    onError: (level, message) => {
      if (level !== 'warning') throw new Error(`not well-formed XML: ${message.split('\n')[0]}`);
    },
  });
  const document = parser.parseFromString(text.replace(/^\uFEFF/, ''), 'text/xml');
  if (document.getElementsByTagNameNS(ns.rdf, 'RDF').length === 0)
    throw new Error('no XMP in it (no rdf:RDF)');
  return document;
}

/** A packet that says nothing yet. */
export function emptyXmp(): Document {
  return parseXmp(
    `<x:xmpmeta xmlns:x="${ns.x}"><rdf:RDF xmlns:rdf="${ns.rdf}"><rdf:Description rdf:about=""/></rdf:RDF></x:xmpmeta>`,
  );
}
