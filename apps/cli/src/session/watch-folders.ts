import { realpathSync, type Stats, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { reasonOf } from '@kith/core/ports';
import { mayHoldPhotos } from '@kith/node';
import { type FSWatcher, watch } from 'chokidar';

export interface WatchOptions {
  readonly folders: readonly string[];
  /** Of the files to watch, lower case, no dot. */
  readonly extensions: ReadonlySet<string>;
  /** Called once at first and after each burst of changes, one call at a time. Rejects to end the watch. */
  readonly work: () => Promise<void>;
  /** Called once `work` has been done and further changes will be seen. */
  readonly onWatching: () => void;
  /** Told where the system cannot say what changes: then `work` is done every minute. */
  readonly onProblem: (reason: string) => void;
  readonly signal: AbortSignal;
}

// Copying a card of photos makes many events; a scan waits until nothing has changed for this long.
const quietMs = 1500;
/** A folder that went, such as a disk pulled out, is looked for this often; its return is a change. */
const lookMs = 5000;
const pollMs = 60_000;

/** Does `work` now and whenever photos below the folders change, until the signal says to stop. */
export async function watchFolders(options: WatchOptions): Promise<void> {
  const { folders, work, signal } = options;
  const alarm = createAlarm(signal);
  // Watching begins before the first scan, and its own first look ends in a scan: nothing falls between the two.
  let watcher = startWatcher(options, alarm);
  let places = await placesOf(folders);
  try {
    await work();
    if (!signal.aborted) options.onWatching();
    for (let due = await alarm.next(lookMs); !signal.aborted; due = await alarm.next(lookMs)) {
      const now = await placesOf(folders);
      if (now !== places) {
        await watcher.close();
        watcher = startWatcher(options, alarm);
        places = now;
      } else if (due) await work();
    }
  } finally {
    await watcher.close();
  }
}

interface Alarm {
  /** Work is due once nothing has set the alarm for `ms`. */
  set(ms: number): void;
  /** Settles when work is due, with true; else after `ms`, or on abort, with false. */
  next(ms: number): Promise<boolean>;
}

function createAlarm(signal: AbortSignal): Alarm {
  let dueAt = Number.POSITIVE_INFINITY;
  let wake = () => {};
  signal.addEventListener('abort', () => wake());
  const next = async (ms: number): Promise<boolean> => {
    const until = Date.now() + ms;
    while (!signal.aborted && Date.now() < Math.min(dueAt, until)) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(dueAt, until) - Date.now());
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    const isDue = Date.now() >= dueAt;
    if (isDue) dueAt = Number.POSITIVE_INFINITY;
    return isDue;
  };
  const set = (ms: number) => {
    dueAt = Date.now() + ms;
    wake();
  };
  return { set, next };
}

function startWatcher(options: WatchOptions, alarm: Alarm): FSWatcher {
  const { folders, onProblem } = options;
  const ignored = ignoring(options);
  const watcher = watch([...folders], { ignoreInitial: true, ignorePermissionErrors: true, ignored });
  watcher.on('all', () => alarm.set(quietMs));
  watcher.on('ready', () => alarm.set(quietMs));
  watcher.once('error', (error) => {
    onProblem(reasonOf(error));
    const poll = setInterval(() => alarm.set(0), pollMs);
    options.signal.addEventListener('abort', () => clearInterval(poll));
  });
  watcher.on('error', () => undefined);
  return watcher;
}

/** Whether the watcher passes over a path: what a scan does not look at, and folders on a second way, as by a link. */
function ignoring({ folders, extensions }: WatchOptions): (path: string, stats?: Stats) => boolean {
  const ways = new Map(folders.map((folder) => [folder, folder]));
  const isSecondWay = (path: string) => {
    const real = realpathSync(path);
    const first = ways.get(real) ?? path;
    ways.set(real, first);
    return first !== path;
  };
  return (path, stats) => {
    if (folders.includes(path)) return false;
    if (!mayHoldPhotos(basename(path))) return true;
    if (stats === undefined) return false;
    return isFolder(path, stats) ? isSecondWay(path) : !extensions.has(extname(path).slice(1).toLowerCase());
  };
}

function isFolder(path: string, stats: Stats): boolean {
  if (!stats.isSymbolicLink()) return stats.isDirectory();
  try {
    return statSync(path).isDirectory();
  } catch {
    return false; // a link to nothing, or to itself
  }
}

/** Tells when a folder has gone, come back, or become another: what the operating system knows each by. */
async function placesOf(folders: readonly string[]): Promise<string> {
  const places = folders.map((folder) =>
    stat(folder).then(
      ({ dev, ino }) => `${dev}:${ino}`,
      () => 'gone',
    ),
  );
  return (await Promise.all(places)).join();
}
