#!/bin/sh
# Small with all folders of runs/embedder-more-data.sh and the weights that the search found (runs/search, trial 10): less of the margin loss,
# less degradation. From small-j; a third of a second a step of one core. Resumes when run again.
set -e
PYTHON=${PYTHON:-python} STATE=${STATE:-state/embedder}
. "$(dirname "$0")/all-folders.sh"
exec $PYTHON -m kith_training.embedder.train --state "$STATE" --threads ${THREADS:-1} --run ${RUN:-small-k} --shape small \
  --start ${FROM:-small-j/last.pt} --targets targets.npz --extra "$EXTRA" \
  --identified fiw,celeba,celebs,thumbs,vggface,bollywood --neighbours 24 --young 2 --rate ${RATE:-8e-4} --steps ${STEPS:-3600} \
  --decay ${DECAY:-1.0} --warm 100 --vector 1 --relation 0 --maps 0 --contrast 3 --contrast-scale 17 --identity 0.2 \
  --seed ${SEED:-18} --measure-every 600 --strength 0.37 "$@"
