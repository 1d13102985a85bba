export { chosenPlace } from './chosen-place.js';
export { createSidecars } from './create-sidecars.js';
export { folderPlace, mayWrite } from './folder-place.js';
export { zipPlace } from './zip-place.js';
