#!/bin/sh
# Next (not yet run): small-d's weights, the rate raised again, more crops when embedder-more-data.sh has made them
# (EXTRA=wide). STEPS for the time there is: about 2 steps a second on a whole core.
exec ${PYTHON:-python} -m kith_training.embedder.train --state ${STATE:-state/embedder} --threads ${THREADS:-1} \
  --run small-e --shape small --start ${START:-small-d/last.pt} --targets targets.npz --extra "${EXTRA:-}" --neighbours 24 --young 2 \
  --rate 1.5e-3 --steps ${STEPS:-14000} --decay 0.7 --warm 100 --vector 3 --relation 0.1 --maps 0.1 --contrast 4
