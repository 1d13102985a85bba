import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { packFromUrl } from '../src/library/pack-from-url.js';

const answer = vi.fn<(url: URL) => Promise<Response>>();

beforeEach(() => {
  vi.stubGlobal('location', { href: 'https://photos.example/kith/' });
  vi.stubGlobal('fetch', answer);
});
afterEach(() => {
  vi.unstubAllGlobals();
  answer.mockReset();
});

describe('packFromUrl', () => {
  it('takes the manifest from the folder, with or without a slash at its end', async () => {
    for (const folder of ['models', 'models/']) {
      answer.mockResolvedValueOnce(new Response('{}'));
      const pack = await packFromUrl(folder);
      expect(pack).toEqual({ manifestText: '{}', baseUrl: 'https://photos.example/kith/models/' });
    }
    expect(answer.mock.calls.map(([url]) => url.href)).toEqual(
      Array(2).fill('https://photos.example/kith/models/pack.json'),
    );
  });

  it('says in its own words which file did not come', async () => {
    answer.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    await expect(packFromUrl('models/')).rejects.toThrow(
      '/kith/models/pack.json could not be fetched and had not been kept',
    );
    answer.mockResolvedValueOnce(new Response('', { status: 404 }));
    await expect(packFromUrl('models/')).rejects.toThrow('/kith/models/pack.json could not be loaded: 404');
  });
});
