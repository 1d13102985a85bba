export type { ContractCase, Disposable } from './contracts/contract.js';
export { type DecoderSubject, decoderContract } from './contracts/decoder-contract.js';
export { type InferenceSubject, inferenceContract } from './contracts/inference-contract.js';
export { type PhotoSourceSubject, photoSourceContract } from './contracts/photo-source-contract.js';
export { type StoreSubject, storeContract } from './contracts/store-contract.js';
export { storeAgreesWithModel } from './contracts/store-model.js';
export { type TelemetrySubject, telemetryContract } from './contracts/telemetry-contract.js';
export { createFakeClock, type FakeClock } from './fakes/fake-clock.js';
export { createFakeDecoder, encodeFakePhoto, type FakePhoto } from './fakes/fake-decoder.js';
export { createFakeInference, type FakeInference, type FakeModel } from './fakes/fake-inference.js';
export { createMemorySource, type MemorySource } from './fakes/memory-source.js';
export { createMemoryStore } from './fakes/memory-store.js';
export {
  createRecordingTelemetry,
  type RecordingTelemetry,
  type StageRecord,
} from './fakes/recording-telemetry.js';
export { claimingPng, encodePng } from './pictures/encode-png.js';
export { mutate } from './pictures/mutate.js';
export { quadrantJpeg } from './pictures/quadrant-jpeg.js';
export { tinyModel } from './pictures/tiny-model.js';
export { type ExifTags, withExif } from './pictures/with-exif.js';
export { type FakeFaceOptions, fakeFace, fakePhotoId } from './seeded/fake-face.js';
export { type FakeVectorsOptions, fakeModelKey, fakeVectors } from './seeded/fake-vectors.js';
export { createRandom, type Random } from './seeded/random.js';
