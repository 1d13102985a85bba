#!/bin/sh
# After the last of embedder-prepare.sh, embedder-more-data.sh and embedder-wild.sh: targets anew, balanced by all folders that are there (docs/decisions/0050) and
# turned onto the weights that training goes on from. A minute; the teachers' answers are not asked for again.
set -e
cd "$(dirname "$0")/.."
STATE=${STATE:-state/embedder} PYTHON=${PYTHON:-python} EXTRA=
for folder in "$STATE"/wide*; do [ ! -f "$folder/targets.npz" ] || EXTRA="$EXTRA,$(basename "$folder")"; done
$PYTHON -m kith_training.data.targets --state "$STATE" --teachers mbf edgeface --balance 0.4 --extra "${EXTRA#,}" --turn-to-weights "${TURN:-checkpoints/embedder-base.npz}"
for folder in "$STATE"/wide*; do [ ! -f "$folder/targets.npz" ] || $PYTHON -m kith_training.data.targets --state "$folder" --axes-of "$STATE/targets.npz"; done
