import { fileURLToPath } from 'node:url';
import { chromiumPath } from '@kith/testkit/chromium-path';
import { chromium } from 'playwright-core';
import { build, type Rollup } from 'vite';
import type { ScanRun } from './measure-scan.js';

/** `measureScan` in headless Chromium; null where none is installed. */
export async function scanInChromium(
  rows: number,
  dimension: number,
  reader: readonly number[],
): Promise<ScanRun | null> {
  if (!chromiumPath) return null;
  const content = await bundle();
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content });
    return await page.evaluate<ScanRun>(`kithScan.measureScan(${rows}, ${dimension}, [${reader}])`);
  } finally {
    await browser.close();
  }
}

/** The compiled module and what it imports, as one script. */
async function bundle(): Promise<string> {
  const entry = fileURLToPath(new URL('measure-scan.js', import.meta.url));
  const lib = { entry, name: 'kithScan', formats: ['iife' as const] };
  const options = {
    configFile: false,
    logLevel: 'error',
    build: { lib, write: false, minify: false },
  } as const;
  const [output] = (await build(options)) as Rollup.RollupOutput[];
  return output!.output[0].code;
}
