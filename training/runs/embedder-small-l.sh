#!/bin/sh
# Small from the committed weights with norms that keep their statistics, alignment jittered in six crops of ten and less degradation, as
# base-7 (LOG.md). Resumes when run again. small-n, with a head that is not a line and all fourteen folders, began from those weights after embedder.grow:
# RUN=small-n SEED=36 FROM=small-n-start.npz STEPS=7000 RATE=1e-3 and base-12's --identified. small-o, with four folders more, went on from it:
# RUN=small-o SEED=38 FROM=small-n/blend.npz STEPS=4400 RATE=8e-4 DECAY=0.9 and the same --identified.
# small-p (LOG.md, 30 November, second session): RUN=small-p SEED=40 FROM=small-o/blend.npz STEPS=14200 RATE=8e-4 DECAY=0.9, that --identified with ages.
# small-q (third session): RUN=small-q SEED=42 FROM=small-p/blend.npz STEPS=9200 (11,000 up to step 5,650) and all else as small-p, all nineteen folders.
# small-r (fourth session): RUN=small-r SEED=43 FROM=small-q/blend.npz STEPS=10800 (12,500 up to step 6,250) and all else as small-q.
# small-s (seventh session), the first folder and the wild ones alone: EXTRA=wide20,wide21 RUN=small-s SEED=44 STEPS=4200 (5,000 up to step 900) RATE=6e-4 DECAY=0.9 … --average 0.999 --identified fiw,celeba; half of it ships
# small-t (eighth session): EXTRA=wide0,wide20,wide21 RUN=small-t SEED=47 STEPS=1700 (2,300 up to step 950) RATE=6e-4 DECAY=0.9 … --average 0.999, base-19's --identified; .35 of it, balanced as base-19, ships
# small-u (ninth session), towards targets balanced by all folders: EXTRA=wide0,wide20 RUN=small-u SEED=49 STEPS=5700 (9,000 up to step 1,350, 6,800 up to 2,200) RATE=5e-4 and all else as small-t; with 45 % of what it went on from, balanced as base-20
# small-v (eleventh session), after runs/embedder-targets.sh: RUN=small-v SEED=51 STEPS=10800 (11,500 up to step 3,950), wide21 as well from there on, and all else as small-u
RUN=${RUN:-small-l} FROM=${FROM:-$PWD/checkpoints/embedder-small.npz} SEED=${SEED:-24} STEPS=${STEPS:-5500} \
  exec "$(dirname "$0")/embedder-small-k.sh" --misaligned 0.6 --frozen-norms --strength 0.25 "$@"
