import envPaths from 'env-paths';

/**
 * Where the library lies when no folder is named: `$XDG_DATA_HOME/kith` or `~/.local/share/kith` on Linux,
 * `~/Library/Application Support/Kith` on macOS, `%LOCALAPPDATA%\Kith\Data` on Windows. Not created here.
 */
export function defaultLibraryDir(): string {
  return envPaths(process.platform === 'linux' ? 'kith' : 'Kith', { suffix: '' }).data;
}
