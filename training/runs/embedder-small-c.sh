#!/bin/sh
# Third phase of the small embedder: small-b's averaged weights, with a contrast to 4,096 drawn strangers and
# little weight on the maps, which had stopped falling.
exec ${PYTHON:-python} -m kith_training.embedder.train --state ${STATE:-state/embedder} --threads ${THREADS:-1} \
  --run small-c --shape small --start small-b/last.pt --targets targets.npz \
  --steps ${STEPS:-6900} --decay 0.7 --warm 50 --vector 3 --relation 0.1 --maps 0.2 --contrast 3
