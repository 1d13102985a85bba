type Picks = { showDirectoryPicker?(options: object): Promise<FileSystemDirectoryHandle> };

/**
 * Opens a folder to the page where the browser can (Chromium): its files are then read as they are needed, in the worker.
 * Elsewhere null: an input lists them all at once. What it returns resolves to null when the user thinks better of it.
 */
export function folderPicker():
  | ((mode: 'read' | 'readwrite') => Promise<FileSystemDirectoryHandle | null>)
  | null {
  const { showDirectoryPicker } = globalThis as Picks;
  if (showDirectoryPicker === undefined) return null;
  return async (mode) => {
    try {
      return await showDirectoryPicker.call(globalThis, { id: 'photos', mode });
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return null;
      throw error;
    }
  };
}
