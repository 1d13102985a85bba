#!/bin/sh
# More crops from public repositories (MIRROR, listed in README.md) into STATE/wide1 to wide10, then their teachers'
# answers in the axes of the first folder. Without mirrored crops first: train with them at once, finish with MIRRORED=1.
set -e
STATE=${STATE:-state/embedder} SHARED=${SHARED:-../../shared} PYTHON=${PYTHON:-python} MIRROR=${MIRROR:?folder of fetched repositories}
[ "${MIRRORED:-}" ] && MIRRORED=" "
beside="" # the folders so far: a picture that is in one of them is a repeat
add() { # folder, sources, most pictures of a source
  [ -f "$STATE/$1/crops.npy" ] || $PYTHON -u -m kith_training.data.prepare --mirror "$MIRROR" --shared "$SHARED" \
    --state "$STATE" --out "$STATE/$1" --sources $2 --beside $beside ${3:+--limit $3}
  for teacher in mbf edgeface; do
    $PYTHON -m kith_training.data.teacher_cache --state "$STATE/$1" --models "$SHARED/models" --teacher $teacher --no-maps ${MIRRORED:---plain}
  done
  $PYTHON -m kith_training.data.targets --state "$STATE/$1" --axes-of "$STATE/targets.npz"
  beside="$beside $STATE/$1"
}
add wide1 "aaf scut"
add wide2 "faces unsplash unmasked bollywood utk"
add wide3 helen
add wide4 "uncovered nba celebs" 6500
add wide5 "celebs athletes baseball gender pixabay members mps"
add wide6 men
add wide7 flickr
add wide8 vggface
add wide9 "thumbs lords"
add wide10 "pins beauty smiles portraits actors cards squads" 4000
