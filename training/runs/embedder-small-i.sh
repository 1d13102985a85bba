#!/bin/sh
# After small-h: fewer crops are made worse (six tenths of the chances) and the rate falls from the first step on. At the high rate
# small-h had stood still from its step 3,000 on: what was missing is not another stretch of that.
RUN=${RUN:-small-i} START=${START:-$PWD/checkpoints/embedder-small.npz} SEED=${SEED:-10} STEPS=${STEPS:-4000} RATE=${RATE:-8e-4} \
  exec "$(dirname "$0")/embedder-small-g.sh" --strength 0.6 --decay 1.0 "$@"
