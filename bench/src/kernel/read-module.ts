import initWabt from 'wabt';

/** Reads memory from `from` to `to` in order, 128 bytes a turn, and adds it up: nothing but loads has to wait. */
const SOURCE = `(module
  (memory (export "memory") 1)
  (func (export "read") (param $at i32) (param $to i32) (result i64)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (loop $turn
      ${['a', 'b', 'c', 'd'].map((sum, i) => added(sum, i * 16) + added(sum, i * 16 + 64)).join('\n      ')}
      (local.set $at (i32.add (local.get $at) (i32.const 128)))
      (br_if $turn (i32.lt_u (local.get $at) (local.get $to))))
    (i64x2.extract_lane 0
      (i64x2.add (i64x2.add (local.get $a) (local.get $b)) (i64x2.add (local.get $c) (local.get $d))))))`;

function added(sum: string, offset: number): string {
  return `(local.set $${sum} (i64x2.add (local.get $${sum}) (v128.load offset=${offset} (local.get $at))))`;
}

/** The WebAssembly module of a plain sequential read: exports `memory` and `read(from, to)`, bounds multiples of 128. */
export async function readModule(): Promise<number[]> {
  const wabt = await initWabt();
  const module = wabt.parseWat('read.wat', SOURCE, { simd: true });
  const { buffer } = module.toBinary({});
  module.destroy();
  return [...buffer];
}
