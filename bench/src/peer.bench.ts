import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { openNodeStore } from '@kith/node';
import { type BenchOptions, root } from './bench-options.js';
import { photoList } from './photo-list.js';
import { type Row, record } from './record.js';
import { childrenCpuMs, runScan } from './run-scan.js';

type Box = readonly [x: number, y: number, width: number, height: number];
type Largest = ReadonlyMap<string, Box | null>;

interface Finding {
  readonly who: string;
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly faces: number;
  /** The largest face of each photo, by file name. */
  readonly largest: Largest;
}

const peer = join(root, 'bench/peer');

/**
 * `kith scan` and @vladmandic/human (detector, mesh for alignment, description; TensorFlow.js' WebAssembly backend, since its
 * native one is downloaded by an install script from outside the registry) on the same photos, in turns: human between two
 * scans. Ratios of wall time mean something on a quiet machine only; those of processor time also on a busy one.
 */
export async function peerBench(options: BenchOptions): Promise<void> {
  installPeer();
  const folder = mkdtempSync(join(tmpdir(), 'kith-peer-'));
  try {
    for (const path of photoList(options.photos, options.limit))
      symlinkSync(path, join(folder, basename(path)));
    const first = await kith(folder, options);
    const other = human(folder);
    const second = await kith(folder, options);
    record(
      'peer',
      options.seed,
      [first, other, second].map((f) => rowOf(f, other, labelled(options, f.largest))),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The peer's packages stay out of Kith's own installation (350 MB); they are installed here on first use. */
function installPeer(): void {
  if (existsSync(join(peer, 'node_modules/@vladmandic/human'))) return;
  execFileSync('npm', ['ci', '--ignore-scripts'], { cwd: peer, stdio: 'inherit' });
}

async function kith(folder: string, options: BenchOptions): Promise<Finding> {
  const run = await runScan(folder, options);
  const store = await openNodeStore({ dir: run.library, mode: 'read' });
  const largest = new Map<string, Box | null>();
  for await (const file of store.files()) {
    const boxes = (await store.facesOfPhoto(file.photo)).map(
      ({ box }): Box => [box.x, box.y, box.width, box.height],
    );
    largest.set(basename(file.path), largestOf(boxes));
  }
  await store.close();
  run.dispose();
  const { wallMs, cpuMs, summary } = run;
  return { who: `kith ${summary.pack}`, wallMs, cpuMs, faces: summary.faces, largest };
}

function human(folder: string): Finding {
  const out = join(folder, 'human.json');
  const cpuBefore = childrenCpuMs();
  const started = performance.now();
  const { status } = spawnSync(process.execPath, ['--no-warnings', 'run-human.mjs', folder, out], {
    cwd: peer,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`the peer ended with ${status}`);
  const wallMs = performance.now() - started;
  const { version, photos } = JSON.parse(readFileSync(out, 'utf8')) as {
    version: string;
    photos: Record<string, Box[]>;
  };
  rmSync(out);
  const faces = Object.values(photos).flat().length;
  const largest = new Map(Object.entries(photos).map(([name, boxes]) => [name, largestOf(boxes)]));
  return { who: `human ${version} wasm`, wallMs, cpuMs: childrenCpuMs() - cpuBefore, faces, largest };
}

function rowOf(finding: Finding, other: Finding, names: readonly string[]): Row {
  const found = names.filter((name) => finding.largest.get(name));
  const both = found.filter((name) => other.largest.get(name));
  const agree = both.filter((name) => overlap(finding.largest.get(name), other.largest.get(name)) >= 0.3);
  return {
    who: finding.who,
    photos: names.length,
    faces: finding.faces,
    photos_per_second: (names.length * 1000) / finding.wallMs,
    cpu_ms_photo: finding.cpuMs / names.length,
    speed_over_peer_wall: other.wallMs / finding.wallMs,
    speed_over_peer_cpu: other.cpuMs / finding.cpuMs,
    labelled_photos_with_a_face: found.length / names.length,
    largest_face_agrees_with_peer: agree.length / both.length,
  };
}

/** Names of the photos measured on whose subject is labelled. */
function labelled({ labels }: BenchOptions, largest: Largest): readonly string[] {
  const lines = readFileSync(labels, 'utf8').split('\n').slice(1);
  return lines.map((line) => line.split(',')[0] ?? '').filter((name) => largest.has(name));
}

function largestOf(boxes: readonly Box[]): Box | null {
  return boxes.reduce<Box | null>((best, b) => (best && best[2] * best[3] >= b[2] * b[3] ? best : b), null);
}

/** Intersection over union. */
function overlap(a: Box | null | undefined, b: Box | null | undefined): number {
  if (!a || !b) return 0;
  const width = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
  const shared = Math.max(0, width) * Math.max(0, height);
  return shared / (a[2] * a[3] + b[2] * b[3] - shared);
}
