import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const executablePath = process.env['KITH_CHROMIUM'] ?? '/usr/bin/chromium';

/** Why browser tests cannot run here, or null. In CI they always run, and fail without a browser. */
export const noChromium: string | null =
  existsSync(executablePath) || process.env['CI'] === 'true'
    ? null
    : `no Chromium at ${executablePath}: install it, or set KITH_CHROMIUM`;

export function launchChromium(extra: readonly string[] = []): Promise<Browser> {
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    ...extra,
  ];
  return chromium.launch({ executablePath, args });
}
