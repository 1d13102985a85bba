#!/bin/sh
# After small-e: more crops (runs/embedder-more-data.sh), a margin loss on crops of known people, the relational loss
# dropped (it stood at the constant guess). STEPS for the time there is: about 2.3 steps a second on a whole core.
exec ${PYTHON:-python} -m kith_training.embedder.train --state ${STATE:-state/embedder} --threads ${THREADS:-1} \
  --run ${RUN:-small-f} --shape small --start ${START:-small-e/last.pt} --targets targets.npz --extra "${EXTRA:-wide1}" --neighbours 24 --young 2 \
  --rate ${RATE:-1.3e-3} --steps ${STEPS:-10000} --decay 1.0 --warm 50 --vector 3 --relation 0 --maps 0.1 --contrast 4 --identity ${IDENTITY:-1} \
  --measure-every 250
