/// <reference path="./libheif-bundle.d.ts" />
import { type Raster, shrink } from '@kith/core/raster';

interface HeicImage {
  get_width(): number;
  get_height(): number;
  display(target: ImageData, done: (filled: ImageData | null) => void): void;
  free(): void;
}
interface Libheif {
  readonly HeifDecoder: new () => { decode(bytes: Uint8Array): readonly HeicImage[] };
}

let loading: Promise<Libheif> | null = null;

/** libheif in WASM, fetched with the first HEIC: about 0.5 MB gzip that most libraries never need. */
async function libheif(): Promise<Libheif> {
  loading ??= import('libheif-js/libheif-wasm/libheif-bundle.mjs').then(
    async (module) => (await module.default()) as unknown as Libheif,
  );
  return loading;
}

/** Decodes the primary picture, upright (libheif applies the item's turns), shrunk to `maxSide`. */
export async function decodeHeic(
  bytes: Uint8Array,
  maxSide: number,
): Promise<{ readonly pixels: Raster; readonly size: { readonly width: number; readonly height: number } }> {
  const { HeifDecoder } = await libheif();
  const images = new HeifDecoder().decode(bytes);
  try {
    const [primary] = images;
    if (!primary) throw new Error('libheif found no picture in it');
    const size = { width: primary.get_width(), height: primary.get_height() };
    const { data } = await displayed(primary, size);
    const rows = (first: number, count: number) =>
      data.subarray(first * size.width * 4, (first + count) * size.width * 4);
    return { pixels: shrink({ ...size, rows }, maxSide), size };
  } finally {
    for (const image of images) image.free();
  }
}

async function displayed(
  image: HeicImage,
  { width, height }: { width: number; height: number },
): Promise<ImageData> {
  const target = new ImageData(width, height);
  const filled = await new Promise<ImageData | null>((done) => image.display(target, done));
  if (!filled) throw new Error('libheif could not decode it');
  return filled;
}
