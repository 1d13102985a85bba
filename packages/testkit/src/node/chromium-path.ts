import { existsSync } from 'node:fs';

const executables = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The Chromium that tests and benches drive: `KITH_CHROMIUM`, or the first one installed; null where there is none. */
export const chromiumPath: string | null =
  process.env['KITH_CHROMIUM'] ?? executables.find((path) => existsSync(path)) ?? null;
