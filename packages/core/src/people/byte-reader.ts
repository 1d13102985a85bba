/** Reads what `byteWriter` wrote, in the same order. Throws RangeError when the bytes end too soon. */
export interface ByteReader {
  u32(): number;
  f64(): number;
  text(): string;
  bytes(): Uint8Array;
  numbers(): number[];
  floats(): Float32Array;
  /** Throws unless every byte was read. */
  end(): void;
}

export function byteReader(source: Uint8Array): ByteReader {
  const view = new DataView(source.buffer, source.byteOffset, source.byteLength);
  let at = 0;
  const take = (length: number): number => {
    if (at + length > source.byteLength) {
      throw new RangeError(`the snapshot ends at byte ${source.byteLength}, expected ${at + length} or more`);
    }
    at += length;
    return at - length;
  };
  const u32 = (): number => view.getUint32(take(4), true);
  return {
    u32,
    f64: () => view.getFloat64(take(8), true),
    text() {
      const length = u32();
      const from = take(length * 2);
      let text = '';
      for (let i = 0; i < length; i++) text += String.fromCharCode(view.getUint16(from + 2 * i, true));
      return text;
    },
    bytes() {
      const length = u32();
      const from = take(length);
      return source.subarray(from, from + length);
    },
    numbers() {
      const length = u32();
      const from = take(length * 4);
      return Array.from({ length }, (_, i) => view.getUint32(from + 4 * i, true));
    },
    floats() {
      const length = u32();
      const from = take(length * 4);
      return Float32Array.from({ length }, (_, i) => view.getFloat32(from + 4 * i, true));
    },
    end() {
      if (at !== source.byteLength) {
        throw new RangeError(`the snapshot has ${source.byteLength - at} bytes too many`);
      }
    },
  };
}
