import type { ModelFile } from '@kith/core/models';
import { type DownloadOptions, download } from './download.js';
import type { PackOrigin } from './pack-in-folder.js';

/** A manifest is a few kilobytes long. */
const maxManifestBytes = 2 ** 20;

/** A pack at the address of a folder with `pack.json`, or of a manifest. Rejects when it cannot be fetched. */
export async function packOnWeb(
  address: string,
  options: Pick<DownloadOptions, 'patienceMs' | 'signal'>,
): Promise<PackOrigin> {
  const manifest = manifestAddress(address);
  const chunks: Uint8Array[] = [];
  for await (const chunk of download(manifest, { ...options, maxBytes: maxManifestBytes }))
    chunks.push(chunk);
  return {
    manifestText: Buffer.concat(chunks).toString('utf8'),
    read: (file: ModelFile) => download(fileAddress(file, manifest), { ...options, maxBytes: file.bytes }),
  };
}

function manifestAddress(address: string): URL {
  const url = new URL(address);
  if (!url.pathname.endsWith('.json')) url.pathname = `${url.pathname.replace(/\/$/, '')}/pack.json`;
  return url;
}

/** Beside the manifest, with its query. Every part of the name is quoted, so that none leads elsewhere. */
function fileAddress({ file }: ModelFile, manifest: URL): URL {
  const name = file.split('/').map(encodeURIComponent).join('/');
  const url = new URL(name, manifest);
  url.search = manifest.search;
  return url;
}
