export type { ExchangeProblem } from './exchange-problem.js';
export { exportXmp, type XmpExported } from './export-xmp.js';
export { importXmp, type XmpImported } from './import-xmp.js';
export { libraryPhotos } from './library-photos.js';
