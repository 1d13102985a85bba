;; Scans a table of int8 unit vectors for the rows near to one or to four queries.
;;
;; A row is `stride` int8 values (stride a multiple of 16), its f32 scale, and padding: `pitch` bytes.
;; A query is `stride` int16 values; four queries lie together, 16 values of each in turn (128 bytes).
;; `control` is 64 bytes:
;;   0  i32    where to go on when the hits are full (written)
;;   16 f32x4  threshold of each query
;;   32 f32x4  scale of each query
;; A hit is 8 bytes: i32 row * 4 + query, f32 cosine. Its order: row, then query.
;; The dot product is exact in i32: 127 * 127 * 512 < 2^24, so its f32 is exact as well.
(module
  (import "kith" "memory" (memory 1))

  ;; Writes the hits of one row among four queries; returns where the next hit goes.
  (func $emit (param $row i32) (param $cosine v128) (param $mask i32) (param $out i32) (result i32)
    (local.set $row (i32.shl (local.get $row) (i32.const 2)))
    (if (i32.and (local.get $mask) (i32.const 1)) (then
      (i32.store (local.get $out) (i32.or (local.get $row) (i32.const 0)))
      (f32.store offset=4 (local.get $out) (f32x4.extract_lane 0 (local.get $cosine)))
      (local.set $out (i32.add (local.get $out) (i32.const 8)))))
    (if (i32.and (local.get $mask) (i32.const 2)) (then
      (i32.store (local.get $out) (i32.or (local.get $row) (i32.const 1)))
      (f32.store offset=4 (local.get $out) (f32x4.extract_lane 1 (local.get $cosine)))
      (local.set $out (i32.add (local.get $out) (i32.const 8)))))
    (if (i32.and (local.get $mask) (i32.const 4)) (then
      (i32.store (local.get $out) (i32.or (local.get $row) (i32.const 2)))
      (f32.store offset=4 (local.get $out) (f32x4.extract_lane 2 (local.get $cosine)))
      (local.set $out (i32.add (local.get $out) (i32.const 8)))))
    (if (i32.and (local.get $mask) (i32.const 8)) (then
      (i32.store (local.get $out) (i32.or (local.get $row) (i32.const 3)))
      (f32.store offset=4 (local.get $out) (f32x4.extract_lane 3 (local.get $cosine)))
      (local.set $out (i32.add (local.get $out) (i32.const 8)))))
    (local.get $out))

  (func (export "scan4")
    (param $from i32) (param $to i32) (param $rows i32) (param $pitch i32) (param $stride i32)
    (param $queries i32) (param $control i32) (param $hits i32) (param $capacity i32)
    (result i32)
    (local $row i32) (local $at i32) (local $end i32) (local $q i32)
    (local $mask i32) (local $out i32) (local $full i32)
    (local $x v128) (local $y v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local.set $row (local.get $from))
    (local.set $out (local.get $hits))
    ;; beyond this four more hits do not fit
    (local.set $full (i32.add (local.get $hits)
      (i32.shl (i32.sub (local.get $capacity) (i32.const 4)) (i32.const 3))))
    (block $done
      (loop $next_row
        (br_if $done (i32.ge_s (local.get $row) (local.get $to)))
        (br_if $done (i32.gt_s (local.get $out) (local.get $full)))
        (local.set $at (i32.add (local.get $rows) (i32.mul (local.get $row) (local.get $pitch))))
        (local.set $end (i32.add (local.get $at) (local.get $stride)))
        (local.set $q (local.get $queries))
        (local.set $a (v128.const i32x4 0 0 0 0))
        (local.set $b (v128.const i32x4 0 0 0 0))
        (local.set $c (v128.const i32x4 0 0 0 0))
        (local.set $d (v128.const i32x4 0 0 0 0))
        (loop $next_16
          (local.set $x (v128.load8x8_s (local.get $at)))
          (local.set $y (v128.load8x8_s offset=8 (local.get $at)))
          (local.set $a (i32x4.add (local.get $a) (i32x4.add
            (i32x4.dot_i16x8_s (local.get $x) (v128.load (local.get $q)))
            (i32x4.dot_i16x8_s (local.get $y) (v128.load offset=16 (local.get $q))))))
          (local.set $b (i32x4.add (local.get $b) (i32x4.add
            (i32x4.dot_i16x8_s (local.get $x) (v128.load offset=32 (local.get $q)))
            (i32x4.dot_i16x8_s (local.get $y) (v128.load offset=48 (local.get $q))))))
          (local.set $c (i32x4.add (local.get $c) (i32x4.add
            (i32x4.dot_i16x8_s (local.get $x) (v128.load offset=64 (local.get $q)))
            (i32x4.dot_i16x8_s (local.get $y) (v128.load offset=80 (local.get $q))))))
          (local.set $d (i32x4.add (local.get $d) (i32x4.add
            (i32x4.dot_i16x8_s (local.get $x) (v128.load offset=96 (local.get $q)))
            (i32x4.dot_i16x8_s (local.get $y) (v128.load offset=112 (local.get $q))))))
          (local.set $q (i32.add (local.get $q) (i32.const 128)))
          (br_if $next_16
            (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $end))))
        ;; four sums of four lanes at once
        (local.set $a (i32x4.add
          (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $a) (local.get $b))
          (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $a) (local.get $b))))
        (local.set $c (i32x4.add
          (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $c) (local.get $d))
          (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $c) (local.get $d))))
        (local.set $a (f32x4.mul
          (f32x4.mul
            (f32x4.convert_i32x4_s (i32x4.add
              (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $a) (local.get $c))
              (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $a) (local.get $c))))
            (f32x4.splat (f32.load (local.get $at))))
          (v128.load offset=32 (local.get $control))))
        (local.set $mask (i32x4.bitmask
          (f32x4.ge (local.get $a) (v128.load offset=16 (local.get $control)))))
        (if (local.get $mask) (then (local.set $out
          (call $emit (local.get $row) (local.get $a) (local.get $mask) (local.get $out)))))
        (local.set $row (i32.add (local.get $row) (i32.const 1)))
        (br $next_row)))
    (i32.store (local.get $control) (local.get $row))
    (i32.shr_u (i32.sub (local.get $out) (local.get $hits)) (i32.const 3)))

  ;; The same for one query: two accumulators, so that the loads are not waited for.
  (func (export "scan1")
    (param $from i32) (param $to i32) (param $rows i32) (param $pitch i32) (param $stride i32)
    (param $queries i32) (param $control i32) (param $hits i32) (param $capacity i32)
    (result i32)
    (local $row i32) (local $at i32) (local $end i32) (local $q i32)
    (local $count i32) (local $out i32) (local $cosine f32)
    (local $a v128) (local $b v128)
    (local.set $row (local.get $from))
    (local.set $out (local.get $hits))
    (block $done
      (loop $next_row
        (br_if $done (i32.ge_s (local.get $row) (local.get $to)))
        (br_if $done (i32.ge_s (local.get $count) (local.get $capacity)))
        (local.set $at (i32.add (local.get $rows) (i32.mul (local.get $row) (local.get $pitch))))
        (local.set $end (i32.add (local.get $at) (local.get $stride)))
        (local.set $q (local.get $queries))
        (local.set $a (v128.const i32x4 0 0 0 0))
        (local.set $b (v128.const i32x4 0 0 0 0))
        (loop $next_16
          (local.set $a (i32x4.add (local.get $a)
            (i32x4.dot_i16x8_s (v128.load8x8_s (local.get $at)) (v128.load (local.get $q)))))
          (local.set $b (i32x4.add (local.get $b)
            (i32x4.dot_i16x8_s (v128.load8x8_s offset=8 (local.get $at)) (v128.load offset=16 (local.get $q)))))
          (local.set $q (i32.add (local.get $q) (i32.const 128)))
          (br_if $next_16
            (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $end))))
        (local.set $a (i32x4.add (local.get $a) (local.get $b)))
        (local.set $cosine (f32.mul
          (f32.mul
            (f32.convert_i32_s (i32.add
              (i32.add (i32x4.extract_lane 0 (local.get $a)) (i32x4.extract_lane 1 (local.get $a)))
              (i32.add (i32x4.extract_lane 2 (local.get $a)) (i32x4.extract_lane 3 (local.get $a)))))
            (f32.load (local.get $end)))
          (f32.load offset=32 (local.get $control))))
        (if (f32.ge (local.get $cosine) (f32.load offset=16 (local.get $control))) (then
          (i32.store (local.get $out) (i32.shl (local.get $row) (i32.const 2)))
          (f32.store offset=4 (local.get $out) (local.get $cosine))
          (local.set $out (i32.add (local.get $out) (i32.const 8)))
          (local.set $count (i32.add (local.get $count) (i32.const 1)))))
        (local.set $row (i32.add (local.get $row) (i32.const 1)))
        (br $next_row)))
    (i32.store (local.get $control) (local.get $row))
    (local.get $count)))
