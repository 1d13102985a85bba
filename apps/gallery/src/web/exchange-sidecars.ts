import { exportXmp, importXmp } from '@kith/exchange';
import type { BrowserLibrary } from '@kith/web';
import { chosenPlace, createSidecars, folderPlace, mayWrite, zipPlace } from '@kith/web/sidecars';
import type { SidecarsRead, SidecarsWritten } from '../api/outputs.js';

/** Where sidecars are: a folder opened to the page, or the files that were chosen. */
export type SidecarPlace = FileSystemDirectoryHandle | readonly File[];

/** Writes into the folder where the user lets the page; else into an archive that is handed back. */
export async function writeSidecars(
  { store, library }: BrowserLibrary,
  where: SidecarPlace,
  asZip: boolean,
): Promise<SidecarsWritten & { readonly zip: Blob | null }> {
  const exchanged = { store, library: library() };
  if (!asZip && 'kind' in where && (await mayWrite(where))) {
    const written = await exportXmp(exchanged, createSidecars(folderPlace(where)), { unnamed: false });
    return { ...written, zip: null };
  }
  const place = zipPlace(placeOf(where));
  const written = await exportXmp(exchanged, createSidecars(place), { unnamed: false });
  return { ...written, zip: place.zip() };
}

/** Takes names over from the sidecars that are there. */
export function readSidecars({ store, library }: BrowserLibrary, where: SidecarPlace): Promise<SidecarsRead> {
  return importXmp({ store, library: library() }, createSidecars(zipPlace(placeOf(where))));
}

function placeOf(where: SidecarPlace) {
  return 'kind' in where ? folderPlace(where) : chosenPlace(where);
}
