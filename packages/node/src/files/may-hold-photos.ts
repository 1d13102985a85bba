/** Folders of recycle bins, thumbnails and indexes, of Windows, Synology and QNAP devices, Linux and macOS. */
const passedOver =
  /^(\$RECYCLE\.BIN|System Volume Information|@eaDir|@Recycle|#recycle|lost\+found|__MACOSX|.*\.photoslibrary)$/i;

/** Whether a file or folder of this name is looked at: not when it is hidden or what systems keep for themselves. */
export function mayHoldPhotos(name: string): boolean {
  return !name.startsWith('.') && !passedOver.test(name);
}
