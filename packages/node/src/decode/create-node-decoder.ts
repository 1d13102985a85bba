import { availableParallelism, totalmem } from 'node:os';
import { pictureFormat } from '@kith/core/photo';
import type { DecodeOutcome, Decoder } from '@kith/core/ports';
import { builtEntry } from '../built-entry.js';
import type { OtherProcess } from '../telemetry/watch-memory.js';
import { createHelperPool } from './helper-pool.js';
import { howManyDecode } from './how-many-decode.js';

export interface NodeDecoderOptions {
  /**
   * Pictures decoded at once, each in a process of its own (HEIC and AVIF half as many); default the cores, at most 4,
   * and HEIC and AVIF more where cores and memory allow (`howManyDecode`).
   */
  readonly processes?: number;
  /** Processor time after which a picture is given up, milliseconds; default 10 000. */
  readonly cpuMs?: number;
  /** Time on the wall after which it is, however busy the machine; default three times as long. */
  readonly wallMs?: number;
  /** Resident memory one process may take, megabytes; default 450. */
  readonly memoryMb?: number;
  /** Longest file decoded, bytes; default 256 MiB. */
  readonly maxBytes?: number;
}

const extensions: ReadonlySet<string> = new Set(
  'jpg jpeg jpe jfif mpo png webp avif tif tiff gif heic heif hif'.split(' '),
);

export interface NodeDecoder extends Decoder {
  /** So many pictures are worth asking for at once. */
  readonly atOnce: number;
  /** The decoding processes of this moment. */
  processes(): readonly OtherProcess[];
}

/**
 * A process that holds more than this after a picture is replaced, MiB. After hundreds of ordinary photos it holds about 90,
 * after a 16-megapixel HEIC about 225.
 */
const recycleMb = { light: 160, heavy: 280 } as const;

/**
 * Decodes JPEG, PNG, WebP, AVIF, TIFF, GIF (first frame) with libvips and HEIC with libheif, in processes of its own: a
 * file that crashes, hangs or swells its decoder costs that file and nothing else. `decode` calls wait their turn.
 */
export function createNodeDecoder(options: NodeDecoderOptions = {}): NodeDecoder {
  const { cpuMs = 10_000, memoryMb = 450, maxBytes = 2 ** 28 } = options;
  const wallMs = options.wallMs ?? cpuMs * 3;
  const machine = { cores: availableParallelism(), memoryBytes: totalmem() };
  const { processes, heavyProcesses } = howManyDecode(machine, options.processes);
  const pool = createHelperPool({
    entry: builtEntry('decode/decode-process.js'),
    processes,
    heavyProcesses,
    cpuMs,
    wallMs,
    memoryMb,
    recycleMb,
  });
  let closed = false;
  return {
    extensions,
    atOnce: Math.max(2, processes, heavyProcesses),
    processes: pool.processes,
    async decode(bytes, maxSide, signal): Promise<DecodeOutcome> {
      if (closed) throw new Error('the decoder is closed');
      if (!Number.isInteger(maxSide) || maxSide < 1)
        throw new RangeError(`maxSide must be a whole number from 1, not ${maxSide}`);
      if (bytes.length > maxBytes) return tooLong(bytes.length, maxBytes);
      const format = pictureFormat(bytes);
      const helper = await pool.acquire(format === 'heic' || format === 'avif');
      try {
        if (closed || signal?.aborted) return { ok: false, reason: 'cancelled', kind: 'transient' };
        return await helper.decode(bytes, maxSide);
      } finally {
        pool.release(helper);
      }
    },
    async close() {
      closed = true;
      pool.close();
    },
  };
}

function tooLong(length: number, limit: number): DecodeOutcome {
  const reason = `the file has ${Math.round(length / 1e6)} MB; up to ${Math.round(limit / 1e6)} MB are read`;
  return { ok: false, reason, kind: 'permanent' };
}
