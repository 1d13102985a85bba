import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { type OtherProcess, watchMemory } from '../../src/telemetry/watch-memory.js';

it('remembers the most that was held', () => {
  const memory = watchMemory(() => []);
  const before = memory.peakMb;
  expect(before).toBeGreaterThan(20);
  const held = Buffer.alloc(150 * 2 ** 20, 1);
  const during = memory.peakMb;
  expect(during - before).toBeGreaterThan(100 * (held.length > 0 ? 1 : 0));
  memory.stop();
  expect(memory.peakMb).toBeGreaterThanOrEqual(during);
});

it.skipIf(process.platform !== 'linux')(
  'counts another process without what it shares (skipped elsewhere than on Linux, which alone can tell)',
  async () => {
    const code = 'const held = Buffer.alloc(80 * 2 ** 20, 1); console.log(1); setInterval(() => held, 1e4)';
    const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      await once(child.stdout, 'data');
      const peak = await settled(() => [{ pid: child.pid as number, rssMb: 0 }]);
      const [own, other] = [statusOf(process.pid), statusOf(child.pid as number)];
      expect(peak).toBeGreaterThan(other.RssAnon + own.RssAnon / 2);
      // The two run the same program, whose pages are most of those that come from files.
      const mostOwn = process.resourceUsage().maxRSS / 1024;
      expect(peak).toBeLessThan(mostOwn + other.VmRSS - other.RssFile / 2);
    } finally {
      child.kill();
    }
  },
);

/** Memory of a process by kind, MiB. */
function statusOf(pid: number) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const mb = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
  return { VmRSS: mb('VmRSS'), RssAnon: mb('RssAnon'), RssFile: mb('RssFile') };
}

async function settled(others: () => readonly OtherProcess[]): Promise<number> {
  const memory = watchMemory(others);
  await setTimeout(500);
  const { peakMb } = memory;
  memory.stop();
  return peakMb;
}
