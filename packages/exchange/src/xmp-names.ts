/** Namespaces of XMP and of the MWG region schema. */
export const ns = {
  x: 'adobe:ns:meta/',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  mwg: 'http://www.metadataworkinggroup.com/schemas/regions/',
  area: 'http://ns.adobe.com/xmp/sType/Area#',
  dim: 'http://ns.adobe.com/xap/1.0/sType/Dimensions#',
} as const;
