export { type ServedGallery, type ServeGalleryOptions, serveGallery } from './server/serve-gallery.js';
export type { AnalysisControl, Exchange, GalleryHost, ScanControl } from './service/gallery-host.js';
