import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import type { DecodeOutcome } from '@kith/core/ports';
import { decodeEntry } from './decode-entry.js';
import { type Frame, readFrames, writeFrame } from './frames.js';
import { outOfMemoryMark } from './memory-watch.js';
import type { DecodeReply } from './messages.js';

export interface HelperLimits {
  /** A picture that takes longer is given up, milliseconds. */
  readonly timeoutMs: number;
  /** Resident memory at which the process ends itself, megabytes. */
  readonly memoryMb: number;
}

/** A decoding process. One picture at a time; ended, it is not used again. */
export interface HelperProcess {
  readonly ended: boolean;
  /** Megabytes it held after the last picture. */
  readonly rssMb: number;
  decode(bytes: Uint8Array, maxSide: number): Promise<DecodeOutcome>;
  end(): void;
}

/** Starts one. While it has no work it does not keep this process alive. */
export function startHelperProcess(limits: HelperLimits): HelperProcess {
  const child = spawn(process.execPath, ['--max-old-space-size=128', decodeEntry()], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    env: { ...process.env, KITH_DECODE_MEMORY_MB: String(limits.memoryMb), MALLOC_ARENA_MAX: '2' },
    windowsHide: true,
  });
  const socket = child.stdio[3] as Socket;
  let stderr = '';
  let ended = false;
  let rssMb = 0;
  let settle: ((outcome: DecodeOutcome) => void) | null = null;
  const finish = (outcome: DecodeOutcome) => {
    settle?.(outcome);
    settle = null;
  };
  const end = () => {
    ended = true;
    child.kill('SIGKILL');
  };
  child.stderr?.on('data', (text) => {
    stderr = (stderr + text).slice(-1000);
  });
  child.on('error', (error) => {
    ended = true;
    finish({ ok: false, reason: `the decoder could not be started: ${error.message}`, kind: 'transient' });
  });
  child.on('close', (code, signal) => {
    ended = true;
    finish(deathOutcome(stderr, limits, signal ?? `exit ${code}`));
  });
  socket.on('error', () => undefined);
  readFrames<DecodeReply>(socket, (frame) => {
    rssMb = frame.header.rssMb;
    finish(toOutcome(frame));
  });
  hold(child, socket, false);
  return {
    get ended() {
      return ended;
    },
    get rssMb() {
      return rssMb;
    },
    end,
    decode: (bytes, maxSide) =>
      new Promise((resolve) => {
        hold(child, socket, true);
        const timer = setTimeout(() => {
          finish(timeoutOutcome(limits));
          end();
        }, limits.timeoutMs);
        settle = (outcome) => {
          clearTimeout(timer);
          hold(child, socket, false);
          resolve(outcome);
        };
        writeFrame(socket, { maxSide }, bytes);
      }),
  };
}

/** Whether the child and its pipes keep this process alive. */
function hold(child: ChildProcess, socket: Socket, held: boolean): void {
  const verb = held ? 'ref' : 'unref';
  child[verb]();
  socket[verb]();
  (child.stderr as unknown as Socket | null)?.[verb]();
}

function toOutcome({ header, body }: Frame<DecodeReply>): DecodeOutcome {
  if (!header.ok) return { ok: false, reason: header.reason, kind: header.kind };
  const { facts, width, height } = header;
  return { ok: true, photo: { facts, pixels: { width, height, data: body } } };
}

function timeoutOutcome({ timeoutMs }: HelperLimits): DecodeOutcome {
  return { ok: false, reason: `decoding took longer than ${timeoutMs / 1000} s`, kind: 'transient' };
}

function deathOutcome(stderr: string, { memoryMb }: HelperLimits, how: string): DecodeOutcome {
  const reason = stderr.includes(outOfMemoryMark)
    ? `decoding needs more than ${memoryMb} MB of memory`
    : `the decoder crashed on this file (${how})`;
  return { ok: false, reason, kind: 'permanent' };
}
