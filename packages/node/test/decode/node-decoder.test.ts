import { decoderContract, encodePng } from '@kith/testkit';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { createNodeDecoder } from '../../src/decode/create-node-decoder.js';

describe('decoding in processes of its own', () => {
  const decoder = createNodeDecoder({ processes: 2 });
  afterAll(() => decoder.close());
  for (const promise of decoderContract)
    it(promise.name, () => promise.run(async () => ({ decoder, dispose: async () => undefined })));

  it.each(['jpeg', 'png', 'webp', 'avif', 'tiff', 'gif'] as const)('reads %s', async (format) => {
    const bytes = await picture().toFormat(format).toBuffer();
    const outcome = await decoder.decode(bytes, 40);
    expect(outcome).toMatchObject({ ok: true, photo: { facts: { width: 80, height: 60 } } });
    if (outcome.ok) expect([outcome.photo.pixels.width, outcome.photo.pixels.height]).toEqual([40, 30]);
  });

  it.each(['b-w', 'cmyk', 'rgb16', 'grey16'] as const)('gives 8-bit RGB for %s', async (space) => {
    const tiff = await picture().toColourspace(space).tiff().toBuffer();
    const outcome = await decoder.decode(tiff, 100);
    expect(outcome).toMatchObject({ ok: true, photo: { pixels: { width: 80, height: 60 } } });
    if (outcome.ok) expect(outcome.photo.pixels.data.length).toBe(80 * 60 * 3);
  });

  it('refuses a disguised SVG', async () => {
    const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    expect(await decoder.decode(svg, 100)).toMatchObject({ ok: false, kind: 'permanent' });
  });

  it('refuses a progressive JPEG whose coefficients would fill the memory', async () => {
    const bytes = await picture().jpeg({ progressive: true }).toBuffer();
    // The size in its frame header (SOF2), 12000 × 12000; it is refused before a coefficient is read.
    bytes.set([0x2e, 0xe0, 0x2e, 0xe0], bytes.indexOf(Uint8Array.of(0xff, 0xc2)) + 5);
    const outcome = await decoder.decode(bytes, 100);
    expect(outcome).toMatchObject({
      ok: false,
      kind: 'permanent',
      reason: expect.stringMatching(/progressive/),
    });
  });

  it('refuses a file beyond the length limit', async () => {
    const small = createNodeDecoder({ processes: 1, maxBytes: 1000 });
    expect(await small.decode(new Uint8Array(1001), 100)).toMatchObject({ ok: false, kind: 'permanent' });
    await small.close();
  });
});

describe('a decoding process that fails', { timeout: 90_000 }, () => {
  const small = encodePng(4, 4, new Uint8Array(48));

  it.each([
    ['processor time', { cpuMs: 150 }],
    ['time on the wall', { wallMs: 100 }],
  ])('is killed at its limit of %s, and the next picture is decoded by another', async (_, limits) => {
    const decoder = createNodeDecoder({ processes: 1, ...limits });
    const outcome = await decoder.decode(await large(4000), 3000);
    expect(outcome).toMatchObject({
      ok: false,
      kind: 'transient',
      reason: expect.stringMatching(/longer than/),
    });
    if (!('wallMs' in limits)) expect(await decoder.decode(small, 100)).toMatchObject({ ok: true });
    await decoder.close();
  });

  it('ends itself at its memory limit, which costs the picture and nothing else', async () => {
    const decoder = createNodeDecoder({ processes: 1, memoryMb: 105 });
    const outcome = await decoder.decode(await large(3500), 100);
    expect(outcome).toMatchObject({ ok: false, kind: 'permanent', reason: expect.stringMatching(/105 MB/) });
    expect(await decoder.decode(small, 100)).toMatchObject({ ok: true });
    await decoder.close();
  });

  it('refuses to be used when closed', async () => {
    const decoder = createNodeDecoder();
    await decoder.close();
    await expect(decoder.decode(new Uint8Array(1), 100)).rejects.toThrow(/closed/);
  });
});

function picture() {
  const background = { r: 200, g: 80, b: 40 };
  return sharp({ create: { width: 80, height: 60, channels: 3, background } });
}

/** An interlaced PNG, which must be decoded whole. */
function large(side: number): Promise<Buffer> {
  const create = { width: side, height: side, channels: 3, background: '#456' } as const;
  return sharp({ create }).png({ compressionLevel: 1, progressive: true }).toBuffer();
}
