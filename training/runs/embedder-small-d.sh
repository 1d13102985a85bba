#!/bin/sh
# Fourth phase of the small embedder: the nearest strangers of each crop in the bank, children twice as often (they
# made up most of the false matches on held-out families), the rate falling to zero.
exec ${PYTHON:-python} -m kith_training.embedder.train --state ${STATE:-state/embedder} --threads ${THREADS:-1} \
  --run small-d --shape small --start small-c/last.pt --targets targets.npz --neighbours 24 --young 2 --rate ${RATE:-8e-4} \
  --steps ${STEPS:-1700} --decay 1.0 --warm 20 --vector 3 --relation 0.1 --maps 0.1 --contrast 4
