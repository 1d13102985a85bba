#!/bin/sh
# A short Bayesian search from the committed weights: about a minute of one core a trial. Resumes and adds trials.
exec ${PYTHON:-python} -m kith_training.search.study --state ${STATE:-state/embedder} --start "$PWD/checkpoints/embedder-small.npz" \
  --trials ${TRIALS:-12} --steps 60 --out ${STATE:-state/embedder}/search
