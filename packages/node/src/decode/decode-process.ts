// A process that decodes one picture at a time for its parent, over the socket at file descriptor 3. It may be killed at
// any moment. It ends by itself when the parent is gone or when it takes more memory or processor time than it may.
import { Socket } from 'node:net';
import { decodePicture } from './decode-picture.js';
import { type Frame, readFrames, writeFrame } from './frames.js';
import type { DecodeReply, DecodeRequest } from './messages.js';
import { createWatchdog } from './watchdog.js';

const nothing = new Uint8Array(0);
const socket = new Socket({ fd: 3 });
const [memoryMb, cpuMs] = process.argv.slice(2).map(Number) as [number, number];
const watchdog = createWatchdog({ memoryMb, cpuMs });

// Ctrl-C reaches the whole process group; whether to stop is the parent's decision.
process.on('SIGINT', () => undefined);
socket.on('error', () => process.exit(0));
socket.on('close', () => process.exit(0));
readFrames<DecodeRequest>(socket, (frame) => void answer(frame));
writeFrame(socket, { ready: true } satisfies DecodeReply, nothing);

async function answer({ header, body }: Frame<DecodeRequest>): Promise<void> {
  watchdog.start();
  const started = performance.now();
  const outcome = await decodePicture(body, header.maxSide);
  watchdog.stop();
  const rssMb = process.memoryUsage.rss() / 2 ** 20;
  const memory = { ready: false, rssMb } as const;
  if (!outcome.ok) return writeFrame(socket, { ...outcome, ...memory } satisfies DecodeReply, nothing);
  const { facts, pixels } = outcome.photo;
  const { width, height } = pixels;
  const ms = performance.now() - started;
  const reply: DecodeReply = { ok: true, facts, width, height, ms, ...memory };
  writeFrame(socket, reply, pixels.data as Uint8Array);
}
