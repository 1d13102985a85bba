#!/bin/sh
# First phase of the small embedder: mbf's vectors and maps. Run from training/. Resumes itself.
exec ${PYTHON:-python} -m kith_training.embedder.train --state ${STATE:-state/embedder} --threads ${THREADS:-1} \
  --run small-a --shape small --steps 20000 --targets targets-mbf.npz --mirror-from 1000 --strength-from 1500
