/** Appends numbers, strings and arrays to growing bytes, little-endian. Its twin is `byteReader`. */
export interface ByteWriter {
  u32(value: number): void;
  f64(value: number): void;
  text(value: string): void;
  bytes(value: Uint8Array): void;
  numbers(values: readonly number[]): void;
  floats(values: ArrayLike<number>): void;
  done(): Uint8Array;
}

export function byteWriter(): ByteWriter {
  let buffer = new Uint8Array(1 << 16);
  let view = new DataView(buffer.buffer);
  let at = 0;
  const reserve = (more: number): number => {
    if (at + more > buffer.length) {
      const larger = new Uint8Array(Math.max(at + more, Math.ceil(buffer.length * 1.5)));
      larger.set(buffer);
      buffer = larger;
      view = new DataView(buffer.buffer);
    }
    at += more;
    return at - more;
  };
  const u32 = (value: number): void => {
    const to = reserve(4);
    view.setUint32(to, value, true);
  };
  return {
    u32,
    f64(value) {
      const to = reserve(8);
      view.setFloat64(to, value, true);
    },
    text(value) {
      u32(value.length);
      const to = reserve(value.length * 2);
      for (let i = 0; i < value.length; i++) view.setUint16(to + 2 * i, value.charCodeAt(i), true);
    },
    bytes(value) {
      u32(value.length);
      const from = reserve(value.length);
      buffer.set(value, from);
    },
    numbers(values) {
      u32(values.length);
      for (const value of values) u32(value);
    },
    floats(values) {
      u32(values.length);
      const to = reserve(values.length * 4);
      for (let i = 0; i < values.length; i++) view.setFloat32(to + 4 * i, values[i]!, true);
    },
    done: () => buffer.slice(0, at),
  };
}
