/// <reference path="./libheif-bundle.d.ts" />
import { createRaster, type Raster, resize } from '@kith/core/raster';

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
    const pixels = await displayed(primary, size);
    const scale = Math.min(1, maxSide / Math.max(size.width, size.height));
    const side = (n: number) => Math.max(1, Math.round(n * scale));
    return { pixels: resize(pixels, side(size.width), side(size.height)), size };
  } finally {
    for (const image of images) image.free();
  }
}

async function displayed(
  image: HeicImage,
  { width, height }: { width: number; height: number },
): Promise<Raster> {
  const target = new ImageData(width, height);
  const filled = await new Promise<ImageData | null>((done) => image.display(target, done));
  if (!filled) throw new Error('libheif could not decode it');
  const raster = createRaster(width, height);
  for (let from = 0, to = 0; from < filled.data.length; from += 4, to += 3) {
    raster.data[to] = filled.data[from]!;
    raster.data[to + 1] = filled.data[from + 1]!;
    raster.data[to + 2] = filled.data[from + 2]!;
  }
  return raster;
}
