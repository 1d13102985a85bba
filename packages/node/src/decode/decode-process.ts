// A process that decodes one picture at a time for its parent, over the socket at file descriptor 3. It may be killed at
// any moment. It ends by itself when the parent is gone or when it takes more memory than it may.
import { Socket } from 'node:net';
import { decodePicture } from './decode-picture.js';
import { type Frame, readFrames, writeFrame } from './frames.js';
import { watchMemory } from './memory-watch.js';
import type { DecodeReply, DecodeRequest } from './messages.js';

const nothing = new Uint8Array(0);
const socket = new Socket({ fd: 3 });

watchMemory(Number(process.env['KITH_DECODE_MEMORY_MB'] ?? 450));
// Ctrl-C reaches the whole process group; whether to stop is the parent's decision.
process.on('SIGINT', () => undefined);
socket.on('error', () => process.exit(0));
socket.on('close', () => process.exit(0));
readFrames<DecodeRequest>(socket, (frame) => void answer(frame));

async function answer({ header, body }: Frame<DecodeRequest>): Promise<void> {
  const outcome = await decodePicture(body, header.maxSide);
  const rssMb = process.memoryUsage.rss() / 1e6;
  if (!outcome.ok) return writeFrame(socket, { ...outcome, rssMb } satisfies DecodeReply, nothing);
  const { facts, pixels } = outcome.photo;
  const reply: DecodeReply = { ok: true, facts, width: pixels.width, height: pixels.height, rssMb };
  writeFrame(socket, reply, pixels.data as Uint8Array);
}
