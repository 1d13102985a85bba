import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { BenchOptions } from './bench-options.js';
import { photoList } from './photo-list.js';
import { type Row, record } from './record.js';
import { runScan } from './run-scan.js';

const copies = 20;

/** Peak memory of a scan of the photos, and of the same photos twenty times over (told apart by a byte at their end). */
export async function memoryBench(options: BenchOptions): Promise<void> {
  const paths = photoList(options.photos, options.limit);
  const folder = mkdtempSync(join(tmpdir(), 'kith-copies-'));
  try {
    const rows: Row[] = [];
    for (const times of [1, copies]) {
      copyPhotos(paths, folder, times);
      const { summary, peakMb, dispose } = await runScan(folder, options);
      dispose();
      rows.push({
        pack: summary.pack,
        photos: summary.photos.indexed,
        faces: summary.faces,
        people: summary.people,
        peak_mb: peakMb,
        reported_peak_mb: summary.peakRssMb,
        ratio: peakMb / Number(rows[0]?.['peak_mb'] ?? peakMb),
        photos_per_second: summary.photosPerSecond,
      });
    }
    record('memory', options.seed, rows);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function copyPhotos(paths: readonly string[], folder: string, times: number): void {
  for (let time = 0; time < times; time++) {
    const sub = join(folder, String(time).padStart(2, '0'));
    mkdirSync(sub, { recursive: true });
    for (const path of paths)
      writeFileSync(join(sub, basename(path)), Buffer.concat([readFileSync(path), Buffer.of(time)]));
  }
}
