import type { Duplex } from 'node:stream';

/** What travels between the library's process and a decoding one: a small JSON header and raw bytes. */
export interface Frame<Header> {
  readonly header: Header;
  readonly body: Uint8Array;
}

const prefixBytes = 8;

/** Writes `[u32 header length][u32 body length][header JSON][body]`, little-endian. `body` is not copied. */
export function writeFrame(stream: Duplex, header: unknown, body: Uint8Array): void {
  const json = Buffer.from(JSON.stringify(header));
  const prefix = Buffer.alloc(prefixBytes);
  prefix.writeUInt32LE(json.length, 0);
  prefix.writeUInt32LE(body.byteLength, 4);
  stream.cork();
  stream.write(prefix);
  stream.write(json);
  if (body.byteLength > 0) stream.write(body);
  stream.uncork();
}

/** Calls back with each whole frame. The body's buffer is its own; it is allocated once, at its full length. */
export function readFrames<Header>(stream: Duplex, onFrame: (frame: Frame<Header>) => void): void {
  let target = new Uint8Array(prefixBytes);
  let filled = 0;
  let bodyLength = 0;
  let header: Header | null = null;
  let stage: 'prefix' | 'header' | 'body' = 'prefix';
  const expect = (next: typeof stage, length: number) => {
    stage = next;
    target = new Uint8Array(length);
    filled = 0;
  };
  const finishStage = () => {
    const view = Buffer.from(target.buffer);
    if (stage === 'prefix') {
      bodyLength = view.readUInt32LE(4);
      expect('header', view.readUInt32LE(0));
    } else if (stage === 'header') {
      header = JSON.parse(view.toString()) as Header;
      expect('body', bodyLength);
    } else {
      const frame = { header: header as Header, body: target };
      expect('prefix', prefixBytes);
      onFrame(frame);
    }
  };
  stream.on('data', (chunk: Buffer) => {
    let offset = 0;
    while (offset < chunk.length) {
      const take = Math.min(chunk.length - offset, target.length - filled);
      target.set(chunk.subarray(offset, offset + take), filled);
      filled += take;
      offset += take;
      while (filled === target.length) finishStage();
    }
  });
}
