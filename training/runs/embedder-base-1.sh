#!/bin/sh
# The base embedder begins as the committed small one, grown (embedder.grow): it starts where small stands. About 2.3 times small's
# cost a crop: 0.7 s a step of 64 on one core. Resumes when run again.
set -e
PYTHON=${PYTHON:-python} STATE=${STATE:-state/embedder} START=${START:-checkpoints/embedder-small.npz}
[ "${FROM:-}" ] || [ -f "$STATE/base-start.npz" ] || $PYTHON -m kith_training.embedder.grow --start "$START" --shape base --out "$STATE/base-start.npz"
exec $PYTHON -m kith_training.embedder.train --state "$STATE" --threads ${THREADS:-1} --run ${RUN:-base-1} --shape base \
  --start ${FROM:-base-start.npz} --targets targets.npz --extra "${EXTRA-wide1,wide2}" --neighbours 24 --young 2 \
  --rate ${RATE:-1e-3} --steps ${STEPS:-20000} --decay ${DECAY:-0.7} --warm 200 --vector 3 --relation 0 --maps 0 --contrast 4 --identity 1 \
  --seed ${SEED:-9} --measure-every 500 --strength 0.6 "$@"
