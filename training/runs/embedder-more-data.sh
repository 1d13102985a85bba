#!/bin/sh
# More crops from public repositories (MIRROR, listed in README.md) into STATE/wide1, wide2 and wide3, then their teachers'
# answers in the axes of the first folder. Without mirrored crops first: train with them at once, finish with MIRRORED=1.
set -e
STATE=${STATE:-state/embedder} SHARED=${SHARED:-../../shared} PYTHON=${PYTHON:-python} MIRROR=${MIRROR:?folder of fetched repositories}
prepare() { # folder, sources, earlier folders
  [ -f "$STATE/$1/crops.npy" ] || $PYTHON -u -m kith_training.data.prepare --mirror "$MIRROR" --shared "$SHARED" \
    --state "$STATE" --out "$STATE/$1" --sources $2 --beside $3
}
answer() { # folder
  for teacher in mbf edgeface; do
    $PYTHON -m kith_training.data.teacher_cache --state "$STATE/$1" --models "$SHARED/models" --teacher $teacher --no-maps ${MIRRORED:---plain}
  done
  $PYTHON -m kith_training.data.targets --state "$STATE/$1" --axes-of "$STATE/targets.npz"
}
[ "${MIRRORED:-}" ] && MIRRORED=" "
prepare wide1 "aaf scut" ""
answer wide1
prepare wide2 "faces unsplash unmasked bollywood utk" "$STATE/wide1"
answer wide2
prepare wide3 helen "$STATE/wide1 $STATE/wide2"
answer wide3
