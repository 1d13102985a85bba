import { chromiumPath as installed } from '@kith/testkit/chromium-path';
import { type Browser, chromium } from 'playwright-core';

export const chromiumPath = installed ?? '/usr/bin/chromium';

/** Why browser tests cannot run here, or null. In CI they always run, and fail without a browser. */
export const noChromium: string | null =
  installed !== null || process.env['CI'] === 'true'
    ? null
    : `no Chromium at ${chromiumPath}: install it, or set KITH_CHROMIUM`;

export const chromiumArgs: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath, args: [...chromiumArgs] });
}

/** How long a step may take on a machine that has other things to do, ms. */
export const patience = 90_000;
