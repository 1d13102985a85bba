export { createWebDecoder, type WebDecoderOptions } from './decode/create-web-decoder.js';
export { availableBackends } from './inference/available-backends.js';
export { createWebInference, type WebInferenceOptions } from './inference/create-web-inference.js';
export type { BrowserScan, NamedSource } from './library/browser-scan.js';
export {
  type BrowserLibrary,
  type BrowserLibraryOptions,
  openBrowserLibrary,
} from './library/open-browser-library.js';
export { packFromUrl, type WebPack } from './library/pack-from-url.js';
export { encodePicture, faceThumbnail } from './pictures/encode-picture.js';
export type { PictureStore } from './pictures/picture-store.js';
export { webClock } from './platform/web-clock.js';
export { webSha256 } from './platform/web-sha256.js';
export { connectRpc, type RpcClient } from './rpc/connect-rpc.js';
export type { Methods, Port } from './rpc/protocol.js';
export { moving, serveRpc } from './rpc/serve-rpc.js';
export { createDirectorySource } from './source/create-directory-source.js';
export { createFileSource } from './source/create-file-source.js';
export {
  checkLibraryFile,
  importWebLibrary,
  openWebStore,
  type WebStore,
  type WebStoreOptions,
} from './store/open-web-store.js';
