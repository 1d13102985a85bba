;; Weighted sums of 8-bit samples in 12-bit fixed point: the two passes of shrinking RGBA pixels.
;;
;; Weights are int16, the sums exact in i32: 255 * 2^15 * taps < 2^31 for up to 256 taps. Sums are rounded to the nearest and kept within 0..255.
(module
  (import "kith" "memory" (memory 1))

  (func $rounded (param $low v128) (param $high v128) (result v128)
    (i16x8.narrow_i32x4_s
      (i32x4.shr_s (local.get $low) (i32.const 12))
      (i32x4.shr_s (local.get $high) (i32.const 12))))

  ;; One row from `taps` (a multiple of 4) rows that lie `pitch` bytes apart; `bytes` of it, a multiple of 16.
  (func (export "down")
    (param $rows i32) (param $pitch i32) (param $weights i32) (param $taps i32) (param $out i32) (param $bytes i32)
    (local $end i32) (local $at i32) (local $w i32) (local $last i32)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local $row v128) (local $next v128) (local $pair v128) (local $weight v128)
    (local.set $end (i32.add (local.get $out) (local.get $bytes)))
    (local.set $last (i32.add (local.get $weights) (i32.shl (local.get $taps) (i32.const 1))))
    (loop $columns
      (local.set $a (i32x4.splat (i32.const 2048)))
      (local.set $b (local.get $a))
      (local.set $c (local.get $a))
      (local.set $d (local.get $a))
      (local.set $at (local.get $rows))
      (local.set $w (local.get $weights))
      (loop $pairs
        (local.set $row (v128.load (local.get $at)))
        (local.set $at (i32.add (local.get $at) (local.get $pitch)))
        (local.set $next (v128.load (local.get $at)))
        (local.set $at (i32.add (local.get $at) (local.get $pitch)))
        (local.set $weight (v128.load32_splat (local.get $w)))
        (local.set $pair
          (i8x16.shuffle 0 16 1 17 2 18 3 19 4 20 5 21 6 22 7 23 (local.get $row) (local.get $next)))
        (local.set $a (i32x4.add (local.get $a)
          (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_u (local.get $pair)) (local.get $weight))))
        (local.set $b (i32x4.add (local.get $b)
          (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_u (local.get $pair)) (local.get $weight))))
        (local.set $pair
          (i8x16.shuffle 8 24 9 25 10 26 11 27 12 28 13 29 14 30 15 31 (local.get $row) (local.get $next)))
        (local.set $c (i32x4.add (local.get $c)
          (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_u (local.get $pair)) (local.get $weight))))
        (local.set $d (i32x4.add (local.get $d)
          (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_u (local.get $pair)) (local.get $weight))))
        (local.set $w (i32.add (local.get $w) (i32.const 4)))
        (br_if $pairs (i32.lt_u (local.get $w) (local.get $last))))
      (v128.store (local.get $out)
        (i8x16.narrow_i16x8_u
          (call $rounded (local.get $a) (local.get $b))
          (call $rounded (local.get $c) (local.get $d))))
      (local.set $rows (i32.add (local.get $rows) (i32.const 16)))
      (local.set $out (i32.add (local.get $out) (i32.const 16)))
      (br_if $columns (i32.lt_u (local.get $out) (local.get $end)))))

  ;; `count` RGB pixels from one row of RGBA; each from `taps` (a multiple of 4) pixels after its `first`. Writes one byte
  ;; past the last pixel.
  (func (export "across")
    (param $row i32) (param $first i32) (param $weights i32) (param $taps i32) (param $out i32) (param $count i32)
    (local $end i32) (local $at i32) (local $last i32) (local $sum v128) (local $pixels v128)
    (local.set $end (i32.add (local.get $out) (i32.mul (local.get $count) (i32.const 3))))
    (loop $columns
      (local.set $at (i32.add (local.get $row) (i32.shl (i32.load (local.get $first)) (i32.const 2))))
      (local.set $last (i32.add (local.get $weights) (i32.shl (local.get $taps) (i32.const 1))))
      (local.set $sum (i32x4.splat (i32.const 2048)))
      (loop $fours
        (local.set $pixels (v128.load (local.get $at)))
        (local.set $pixels
          (i8x16.shuffle 0 4 1 5 2 6 3 7 8 12 9 13 10 14 11 15 (local.get $pixels) (local.get $pixels)))
        (local.set $sum (i32x4.add (local.get $sum)
          (i32x4.dot_i16x8_s
            (i16x8.extend_low_i8x16_u (local.get $pixels)) (v128.load32_splat (local.get $weights)))))
        (local.set $sum (i32x4.add (local.get $sum)
          (i32x4.dot_i16x8_s
            (i16x8.extend_high_i8x16_u (local.get $pixels)) (v128.load32_splat offset=4 (local.get $weights)))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (local.set $weights (i32.add (local.get $weights) (i32.const 8)))
        (br_if $fours (i32.lt_u (local.get $weights) (local.get $last))))
      (local.set $sum (call $rounded (local.get $sum) (local.get $sum)))
      (i32.store (local.get $out)
        (i32x4.extract_lane 0 (i8x16.narrow_i16x8_u (local.get $sum) (local.get $sum))))
      (local.set $first (i32.add (local.get $first) (i32.const 4)))
      (local.set $out (i32.add (local.get $out) (i32.const 3)))
      (br_if $columns (i32.lt_u (local.get $out) (local.get $end)))))
)
