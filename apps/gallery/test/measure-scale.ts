import type { Browser } from 'playwright-core';
import { serveFake } from './fake/serve-fake.js';

export interface ScaleFigures {
  readonly people: number;
  readonly faces: number;
  /** From the start of navigation to the first rows of people on the page with a main thread that answers, ms. */
  readonly interactiveMs: number;
  /** CPU time that the page's main thread, and the server, spent until then, ms. */
  readonly interactiveCpuMs: number;
  readonly serverCpuMs: number;
  /** Longest task of the main thread while scrolling the whole grid, ms; 0 when none reached 50. */
  readonly longestScrollTaskMs: number;
  readonly longScrollTasks: number;
  readonly scrolledPx: number;
  /** Frames a second while scrolling, median of the intervals. */
  readonly medianFps: number;
  /** CPU time of the main thread per frame of scrolling, ms; unlike the rest it does not grow on a busy machine. */
  readonly cpuPerFrameMs: number;
  /** From the key that confirms a name to the name on the page, ms. */
  readonly correctionMs: number;
  /** Cards in the document after scrolling: bounded, whatever the number of people. */
  readonly cards: number;
}

/** A hard fling: sixteen screens a second. */
const scrollSpeed = 15_000;
const scrollMs = 4000;

/** Opens the gallery over an invented library of this size in Chromium and measures what a user would feel. */
export async function measureScale(browser: Browser, people: number, faces: number): Promise<ScaleFigures> {
  const served = await serveFake({ people, faces });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(watch);
  try {
    const devtools = await context.newCDPSession(page);
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
    const cpu = async () => {
      const { metrics } = await devtools.send('Performance.getMetrics');
      return 1000 * (metrics.find((m) => m.name === 'TaskDuration')?.value ?? 0);
    };
    const server = process.cpuUsage();
    await page.goto(served.url);
    await page.waitForSelector('.person-card');
    const interactiveCpuMs = await cpu();
    const { user, system } = process.cpuUsage(server);
    const interactiveMs = await page.evaluate(() => (globalThis as unknown as Watched).kithInteractive);
    await page.waitForTimeout(1000);
    const before = await cpu();
    const { frames, ...scroll } = await page.evaluate(scrollThrough, { ms: scrollMs, speed: scrollSpeed });
    const cpuPerFrameMs = ((await cpu()) - before) / frames;
    const cards = await page.locator('.person-card').count();
    await page.locator('.person-card').first().click();
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByRole('combobox', { name: 'Name' }).fill('Somebody New');
    const correctionMs = await page.evaluate(measureCorrection);
    return {
      people,
      faces,
      interactiveMs,
      interactiveCpuMs,
      serverCpuMs: (user + system) / 1000,
      ...scroll,
      cpuPerFrameMs,
      correctionMs,
      cards,
    };
  } finally {
    await context.close();
    await served.close();
  }
}

interface Watched {
  kithInteractive: number;
}

/** Runs before the page: notes when the first card is there and the main thread is free again. */
function watch(): void {
  const observer = new MutationObserver(() => {
    if (document.querySelector('.person-card') === null) return;
    observer.disconnect();
    requestAnimationFrame(() =>
      setTimeout(() => {
        (globalThis as unknown as Watched).kithInteractive = performance.now();
      }),
    );
  });
  observer.observe(document, { childList: true, subtree: true });
}

/** Flings for a while, then drags the bar to the middle, the end and back. */
async function scrollThrough({ ms, speed }: { ms: number; speed: number }) {
  const tasks: number[] = [];
  const frames: number[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) tasks.push(entry.duration);
  });
  observer.observe({ type: 'longtask' });
  const end = document.documentElement.scrollHeight - innerHeight;
  const start = performance.now();
  let last = start;
  await new Promise<void>((done) => {
    const step = (now: number) => {
      frames.push(now - last);
      last = now;
      scrollTo(0, Math.min(end, (speed * (now - start)) / 1000));
      if (now - start < ms) requestAnimationFrame(step);
      else done();
    };
    requestAnimationFrame(step);
  });
  for (const share of [0.5, 1, 0.25, 0]) {
    scrollTo(0, end * share);
    await new Promise((done) => setTimeout(done, 400));
  }
  observer.disconnect();
  frames.sort((a, b) => a - b);
  return {
    longestScrollTaskMs: Math.max(0, ...tasks),
    longScrollTasks: tasks.length,
    scrolledPx: Math.round(Math.min(end, (speed * ms) / 1000)),
    frames: frames.length,
    medianFps: 1000 / (frames[Math.floor(frames.length / 2)] ?? 1000),
  };
}

async function measureCorrection(): Promise<number> {
  const field = document.querySelector('.person-head input.field');
  const shown = new Promise<number>((done) => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector('h1')?.textContent?.includes('Somebody New')) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => done(performance.now())));
    });
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  const start = performance.now();
  field?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  return (await shown) - start;
}
