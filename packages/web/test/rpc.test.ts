import { expect, test } from 'vitest';
import { connectRpc } from '../src/rpc/connect-rpc.js';
import type { Port } from '../src/rpc/protocol.js';
import { moving, serveRpc } from '../src/rpc/serve-rpc.js';

type Methods = {
  add(a: number, b: number): Promise<number>;
  size(bytes: Uint8Array): Promise<number>;
  fill(n: number): Promise<{ bytes: Uint8Array }>;
  refuse(): Promise<void>;
};

const sent: Uint8Array[] = [];

function pair() {
  const { port1, port2 } = new MessageChannel();
  for (const port of [port1, port2]) port.start();
  serveRpc(port2 as unknown as Port, {
    add: async (a: number, b: number) => a + b,
    size: async (bytes: Uint8Array) => bytes.length,
    async fill(n: number) {
      const bytes = new Uint8Array(n).fill(7);
      sent.push(bytes);
      return moving({ bytes }, [bytes.buffer]);
    },
    async refuse() {
      throw Object.assign(new Error('not today'), { name: 'Refused' });
    },
  });
  const close = () => port1.close();
  return { client: connectRpc<Methods>(port1 as unknown as Port), close };
}

test('calls are answered each by its own answer; buffers move both ways; errors keep name and message', async () => {
  const { client, close } = pair();
  expect(await Promise.all([client.call('add', [1, 2]), client.call('add', [3, 4])])).toEqual([3, 7]);
  const bytes = new Uint8Array(10);
  expect(await client.call('size', [bytes], [bytes.buffer])).toBe(10);
  expect(bytes.length).toBe(0);
  expect((await client.call('fill', [4])).bytes).toEqual(new Uint8Array([7, 7, 7, 7]));
  expect(sent[0]!.length).toBe(0);
  await expect(client.call('refuse', [])).rejects.toMatchObject({ name: 'Refused', message: 'not today' });
  await expect(client.call('toString' as never, [] as never)).rejects.toThrow(/no method toString/);
  close();
});

test('when the other side is gone, open and later calls reject', async () => {
  const { client, close } = pair();
  close();
  const open = client.call('add', [1, 2]);
  client.fail(new Error('the worker stopped'));
  await expect(open).rejects.toThrow('the worker stopped');
  await expect(client.call('add', [1, 2])).rejects.toThrow('the worker stopped');
});
