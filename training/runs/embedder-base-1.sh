#!/bin/sh
# The base embedder (not yet run): small's recipe in one phase. About 3 times small's cost a crop.
exec ${PYTHON:-python} -m kith_training.embedder.train --state ${STATE:-state/embedder} --threads ${THREADS:-1} \
  --run base-1 --shape base --targets targets.npz --strength-from 1500 \
  --steps ${STEPS:-20000} --decay 0.6 --vector 3 --relation 0.1 --maps 0.5 --contrast 3
