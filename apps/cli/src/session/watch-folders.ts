import { watch } from 'chokidar';

// Copying a card of photos makes many events; a scan waits until nothing has changed for this long.
const quietMs = 1500;

/** Calls `work` after each burst of changes below the folders, one at a time, until the signal says to stop. */
export async function watchFolders(
  folders: readonly string[],
  work: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const watcher = watch([...folders], { ignoreInitial: true });
  let wake = () => {};
  let changedAt: number | null = null;
  watcher.on('all', () => {
    changedAt = Date.now();
    wake();
  });
  signal.addEventListener('abort', () => wake());
  try {
    while (!signal.aborted) {
      const wait = changedAt === null ? null : changedAt + quietMs - Date.now();
      if (wait !== null && wait <= 0) {
        changedAt = null;
        await work();
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (wait !== null) setTimeout(resolve, wait);
        });
      }
    }
  } finally {
    await watcher.close();
  }
}
