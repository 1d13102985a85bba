#!/bin/sh
# Second phase of the small embedder: both teachers' joined vectors, from small-a's averaged weights.
exec ${PYTHON:-python} -m kith_training.embedder.train --state ${STATE:-state/embedder} --threads ${THREADS:-1} \
  --run small-b --shape small --start small-a/last.pt --targets targets.npz \
  --steps ${STEPS:-6800} --decay 0.6 --warm 50 --vector 3 --relation 0.5 --maps 0.6
