#!/bin/sh
# After small-f: both folders of more crops, a high rate for long, a seed of its own. STEPS for the time there is: about 2.2 a
# second on a whole core.
exec ${PYTHON:-python} -m kith_training.embedder.train --state ${STATE:-state/embedder} --threads ${THREADS:-1} \
  --run ${RUN:-small-g} --shape small --start ${START:-small-f/last.pt} --targets targets.npz --extra "${EXTRA-wide1,wide2}" --neighbours 24 \
  --young 2 --rate ${RATE:-1.3e-3} --steps ${STEPS:-16500} --decay 0.7 --warm 100 --vector 3 --relation 0 --maps 0.1 --contrast 4 --identity 1 \
  --seed ${SEED:-7} --measure-every 500 "$@"
