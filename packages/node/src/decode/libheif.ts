import { createRequire } from 'node:module';

interface Failure {
  readonly code: unknown;
  readonly message: string;
}

/** The part of libheif-js's Emscripten module that is used (its own types cover C names only in part). */
export interface Libheif {
  readonly heif_error_code: { readonly heif_error_Ok: unknown };
  readonly heif_colorspace: { readonly heif_colorspace_RGB: unknown };
  readonly heif_chroma: { readonly heif_chroma_interleaved_RGB: unknown };
  heif_context_alloc(): unknown;
  heif_context_free(context: unknown): void;
  heif_context_read_from_memory(context: unknown, bytes: Uint8Array): Failure;
  heif_js_context_get_primary_image_handle(context: unknown): object | Failure | null;
  heif_image_handle_get_width(handle: unknown): number;
  heif_image_handle_get_height(handle: unknown): number;
  heif_js_decode_image2(
    handle: unknown,
    colorspace: unknown,
    chroma: unknown,
  ): Failure | { readonly image: unknown; readonly channels: readonly Plane[] } | null;
  heif_image_release(image: unknown): void;
}

interface Plane {
  readonly width: number;
  readonly height: number;
  readonly stride: number;
  readonly data: Uint8Array;
}

let loaded: Libheif | null = null;

/** Loads libheif on first use (about 0.1 s, 30 MB): most photos never need it. */
export async function loadLibheif(): Promise<Libheif> {
  loaded ??= createRequire(import.meta.url)('libheif-js/wasm-bundle') as Libheif;
  return loaded;
}
