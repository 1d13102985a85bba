#!/bin/sh
# A short Bayesian search from the committed weights: about a minute and a half of one core a trial. Resumes and adds trials.
exec ${PYTHON:-python} -m kith_training.search.study --state ${STATE:-state/embedder} --start "${START:-$PWD/checkpoints/embedder-small.npz}" \
  --trials ${TRIALS:-16} --steps ${STEPS:-240} --out ${OUT:-${STATE:-state/embedder}/search}
