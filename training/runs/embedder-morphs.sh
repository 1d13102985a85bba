#!/bin/sh
# Faces made of two training crops into STATE/morphs1 (data/morphs.py), and the teachers' answers: COUNT of them, 9 ms of a core each.
# After embedder-more-data.sh; EXTRA: the folders that there are.
set -e
STATE=${STATE:-state/embedder} SHARED=${SHARED:-../../shared} PYTHON=${PYTHON:-python} OUT=${OUT:-morphs1}
[ -f "$STATE/$OUT/crops.npy" ] || $PYTHON -m kith_training.data.morphs --state "$STATE" --out "$STATE/$OUT" --seed "${SEED:-1}" \
  --extra "${EXTRA-wide1,wide2,wide3,wide4,wide5,wide6,wide7,wide8,wide9,wide10}" --count "${COUNT:-48000}"
for teacher in mbf edgeface; do
  $PYTHON -m kith_training.data.teacher_cache --state "$STATE/$OUT" --models "$SHARED/models" --teacher $teacher --no-maps --plain
done
$PYTHON -m kith_training.data.targets --state "$STATE/$OUT" --axes-of "$STATE/targets.npz"
