#!/bin/sh
# More crops from public repositories into STATE/wide (not yet run whole: about an hour of one core), then their
# teachers' answers in the axes of the first folder.
set -e
STATE=${STATE:-state/embedder} SHARED=${SHARED:-../../shared} PYTHON=${PYTHON:-python} MIRROR=${MIRROR:?folder of fetched repositories}
[ -f "$STATE/wide/crops.npy" ] || $PYTHON -m kith_training.data.prepare --mirror "$MIRROR" --shared "$SHARED" --state "$STATE" --out "$STATE/wide"
$PYTHON -m kith_training.data.teacher_cache --state "$STATE/wide" --models "$SHARED/models" --teacher mbf --axes-of "$STATE/mbf-maps.npz"
$PYTHON -m kith_training.data.teacher_cache --state "$STATE/wide" --models "$SHARED/models" --teacher edgeface
$PYTHON -m kith_training.data.targets --state "$STATE/wide" --axes-of "$STATE/targets.npz"
