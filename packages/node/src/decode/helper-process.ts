import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import type { DecodeOutcome } from '@kith/core/ports';
import { readFrames, writeFrame } from './frames.js';
import type { DecodeAnswer, DecodeReply } from './messages.js';
import { marks, type WatchdogLimits } from './watchdog.js';

export interface HelperLimits extends WatchdogLimits {
  /** Path of the program it runs. */
  readonly entry: string;
  /** Time on the wall after which a picture is given up whatever the process does, milliseconds. */
  readonly wallMs: number;
}

/** A decoding process. One picture at a time; ended, it is not used again. */
export interface HelperProcess {
  readonly ended: boolean;
  /** Undefined when it could not be started. */
  readonly pid: number | undefined;
  /** MiB it held after the last picture. */
  readonly rssMb: number;
  decode(bytes: Uint8Array, maxSide: number): Promise<DecodeOutcome>;
  end(): void;
}

/** Starts one. While it has no work it does not keep this process alive. */
export function startHelperProcess(limits: HelperLimits): HelperProcess {
  const { child, socket } = spawnHelper(limits);
  const state = { ended: false, started: false, rssMb: 0, stderr: '' };
  let job: { settle(outcome: DecodeOutcome): void; begin(): void } | null = null;
  const finish = (outcome: DecodeOutcome) => {
    job?.settle(outcome);
    job = null;
  };
  const end = () => {
    state.ended = true;
    child.kill('SIGKILL');
  };
  child.stderr?.on('data', (text) => {
    state.stderr = (state.stderr + text).slice(-1000);
  });
  child.on('error', (error) => {
    state.ended = true;
    finish(failed(`the decoder could not be started: ${error.message}`, 'transient'));
  });
  child.on('close', (code, signal) => {
    state.ended = true;
    finish(deathOutcome(state, limits, signal ?? `exit ${code}`));
  });
  socket.on('error', () => undefined);
  readFrames<DecodeReply>(socket, ({ header, body }) => {
    state.started = true;
    if (header.ready) return job?.begin();
    state.rssMb = header.rssMb;
    finish(toOutcome(header, body));
  });
  hold(child, socket, false);

  const decode = (bytes: Uint8Array, maxSide: number) =>
    new Promise<DecodeOutcome>((resolve) => {
      hold(child, socket, true);
      let timer: NodeJS.Timeout | undefined;
      const giveUp = () => {
        finish(tooSlow(limits.wallMs));
        end();
      };
      job = {
        // The clock runs from when the process can work: starting it is not the picture's fault.
        begin: () => {
          timer = setTimeout(giveUp, limits.wallMs);
        },
        settle: (outcome) => {
          clearTimeout(timer);
          hold(child, socket, false);
          resolve(outcome);
        },
      };
      if (state.started) job.begin();
      writeFrame(socket, { maxSide }, bytes);
    });
  return {
    pid: child.pid,
    get ended() {
      return state.ended;
    },
    get rssMb() {
      return state.rssMb;
    },
    end,
    decode,
  };
}

function spawnHelper({ entry, memoryMb, cpuMs }: HelperLimits): { child: ChildProcess; socket: Socket } {
  const child = spawn(
    process.execPath,
    // A small young generation: what is decoded lies outside V8's heap, and the heap would grow to 48 MiB over time.
    ['--max-old-space-size=128', '--max-semi-space-size=2', entry, String(memoryMb), String(cpuMs)],
    {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      env: { ...process.env, MALLOC_ARENA_MAX: '2' },
      windowsHide: true,
    },
  );
  return { child, socket: child.stdio[3] as Socket };
}

/** Whether the child and its pipes keep this process alive. */
function hold(child: ChildProcess, socket: Socket, held: boolean): void {
  const verb = held ? 'ref' : 'unref';
  child[verb]();
  socket[verb]();
  (child.stderr as unknown as Socket | null)?.[verb]();
}

function toOutcome(answer: DecodeAnswer, body: Uint8Array): DecodeOutcome {
  if (!answer.ok) return failed(answer.reason, answer.kind);
  const { facts, width, height, ms } = answer;
  return { ok: true, photo: { facts, pixels: { width, height, data: body }, ms } };
}

function failed(reason: string, kind: 'transient' | 'permanent'): DecodeOutcome {
  return { ok: false, reason, kind };
}

function tooSlow(ms: number): DecodeOutcome {
  return failed(`decoding took longer than ${ms / 1000} s`, 'transient');
}

function deathOutcome(
  { stderr, started }: { readonly stderr: string; readonly started: boolean },
  { memoryMb, cpuMs }: HelperLimits,
  how: string,
): DecodeOutcome {
  if (stderr.includes(marks.time)) return tooSlow(cpuMs);
  if (stderr.includes(marks.memory))
    return failed(`decoding needs more than ${memoryMb} MB of memory`, 'permanent');
  if (!started) return failed(`the decoder could not be started (${how}): ${stderr.trim()}`, 'transient');
  return failed(`the decoder crashed on this file (${how})`, 'permanent');
}
