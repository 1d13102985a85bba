/** A file that may be a photo, as the source lists it; nothing has been read yet. */
export interface PhotoFile {
  /** Which root (folder, picker, album) it lies in. */
  readonly root: string;
  /** Path below the root, forward slashes. */
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
}

/** Where photos come from: folders on disk, a browser's picker, a phone's library. */
export interface PhotoSource {
  /** Every candidate file once, in a stable order. An unreadable folder is reported through `onProblem`. */
  list(onProblem: (path: string, reason: string) => void): AsyncIterable<PhotoFile>;
  /** The file's bytes; the caller owns the buffer. Rejects with a reason when it cannot be read. */
  read(file: PhotoFile): Promise<Uint8Array>;
}
