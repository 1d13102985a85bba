/** Photos and sidecars at hand: a folder opened to the page, or files that were chosen. */
export interface PhotoPlace {
  readonly name: string;
  /** The file at a path of this place; null when there is none. */
  file(path: string): Promise<File | null>;
  /** Puts a file there, whole or not at all. */
  put(path: string, text: string): Promise<void>;
}
