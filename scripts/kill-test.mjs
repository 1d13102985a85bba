// Kills a scan with SIGKILL at random moments, resumes it each time, and compares what the library then holds with
// an undisturbed scan: every face (box, points, score, quality), every person, every photo, in the same order.
//
//   node scripts/kill-test.mjs <folder> [--kills 10] [--seed 1] [--batch 8] [-- options of kith scan ...]
//
// Needs a build. Exits 0 when all is the same, 1 with the first difference otherwise.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    batch: { type: 'string', default: '8' },
  },
});
const [folder, ...scanOptions] = positionals;
if (!folder) throw new Error('name a folder of photos');
const kith = fileURLToPath(new URL('../apps/cli/bin/kith.js', import.meta.url));
const temp = mkdtempSync(join(tmpdir(), 'kith-kill-'));

/** mulberry32. */
let state = Number(values.seed) >>> 0;
function random() {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}

/**
 * Scans; with `moment`, kills the process `ms` after it has reported `done` photos committed (−1: after its start).
 * Says whether it came to its end.
 */
function scan(library, moment) {
  return new Promise((resolve, reject) => {
    const args = [
      'scan',
      folder,
      '--library',
      library,
      '--batch',
      values.batch,
      '--progress-json',
      ...scanOptions,
    ];
    const child = spawn(process.execPath, [kith, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
    let timer = null;
    const arm = (done) => {
      if (moment && timer === null && done >= moment.done)
        timer = setTimeout(() => child.kill('SIGKILL'), moment.ms);
    };
    arm(-1);
    let errors = '';
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (line.startsWith('{"phase":"analysing"')) arm(JSON.parse(line).done);
      else if (!line.startsWith('{')) errors += `${line}\n`;
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (signal === 'SIGKILL') resolve(false);
      else if (code === 0) resolve(true);
      else reject(new Error(`kith scan ended with ${code}: ${errors}`));
    });
  });
}

function read(library, ...args) {
  const options = { encoding: 'utf8', maxBuffer: 2 ** 30 };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [kith, ...args, '--library', library],
    options,
  );
  if (status !== 0) throw new Error(`kith ${args[0]}: ${stderr}`);
  return JSON.parse(stdout);
}

const nothing = { photos: { indexed: 0, pending: 'all' } };
const contents = (library) => ({
  ...read(library, 'export', 'json'),
  failed: read(library, 'failed', '--json'),
});

try {
  const whole = join(temp, 'whole');
  const started = Date.now();
  await scan(whole);
  const wall = Date.now() - started;
  const expected = contents(whole);
  const faces = expected.photos.reduce((n, p) => n + p.faces.length, 0);
  console.log(
    `undisturbed: ${expected.photos.length} photos, ${faces} faces, ${expected.people.length} people, ${wall} ms`,
  );

  const kills = Number(values.kills);
  let [killed, ends, chain, indexedBefore] = [0, 0, 0, 0];
  while (killed < kills || chain > 0) {
    const library = join(temp, `killed-${ends}`);
    // Every third kill at any time from the start, listing and loading too; the others while photos are analysed.
    const toDo = expected.photos.length - indexedBefore;
    const anyTime = killed % 3 === 1;
    const moment = {
      done: anyTime ? -1 : Math.floor((random() * toDo) / (kills - killed)),
      ms: random() * (anyTime ? wall / 2 : (wall / expected.photos.length) * Number(values.batch)),
    };
    const done = await scan(library, killed < kills ? moment : undefined);
    if (!done) {
      killed++;
      chain++;
      const { photos } = existsSync(join(library, 'library.db'))
        ? read(library, 'status', '--json')
        : nothing;
      indexedBefore = photos.indexed;
      console.log(`kill ${killed}: ${photos.indexed} indexed, ${photos.pending} to do`);
      continue;
    }
    const found = contents(library);
    for (const key of Object.keys(expected))
      if (!isDeepStrictEqual(found[key], expected[key])) {
        const at = expected[key].findIndex?.((item, i) => !isDeepStrictEqual(item, found[key][i]));
        console.error(
          `${key} differ`,
          at,
          JSON.stringify(expected[key]?.[at]),
          JSON.stringify(found[key]?.[at]),
        );
        process.exitCode = 1;
      }
    console.log(
      `resumed to its end after ${chain} kills: ${process.exitCode ? 'NOT the same' : 'exactly the same'}`,
    );
    if (process.exitCode) break;
    [ends, chain, indexedBefore] = [ends + 1, 0, 0];
  }
} finally {
  rmSync(temp, { recursive: true, force: true });
}
