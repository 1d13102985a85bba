#!/bin/sh
# More crops from public repositories (MIRROR, listed in README.md) into STATE/wide1 to wide19, then their teachers'
# answers in the axes of the first folder. ONLY="wide8 wide9" makes those alone,
# ONLY=wide0 500 photos of each source instead, in twenty minutes of one core. Without mirrored crops first: train with them at once, finish with MIRRORED=1.
set -e
STATE=${STATE:-state/embedder} SHARED=${SHARED:-../../shared} PYTHON=${PYTHON:-python} MIRROR=${MIRROR:?folder of fetched repositories}
[ "${MIRRORED:-}" ] && MIRRORED=" "
add() { # folder, sources, most pictures of a source
  case " ${ONLY:-$1} " in *" $1 "*) ;; *) return 0 ;; esac
  beside="" # the folders there are: a picture that is in one of them is a repeat
  for folder in "$STATE"/wide*; do [ "$folder" = "$STATE/$1" ] || [ ! -f "$folder/crops.npy" ] || beside="$beside $folder"; done
  [ -f "$STATE/$1/crops.npy" ] || $PYTHON -u -m kith_training.data.prepare --mirror "$MIRROR" --shared "$SHARED" \
    --state "$STATE" --out "$STATE/$1" --sources $2 --beside $beside ${3:+--limit $3}
  for teacher in mbf edgeface; do
    $PYTHON -m kith_training.data.teacher_cache --state "$STATE/$1" --models "$SHARED/models" --teacher $teacher --no-maps ${MIRRORED:---plain}
  done
  $PYTHON -m kith_training.data.targets --state "$STATE/$1" --axes-of "$STATE/targets.npz"
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
add wide11 "infobox stars nigeria thailand srilanka guatemala cricket innings wickets league hoops lookalikes idols generated retouched diffusion gans"
add wide12 poses
add wide13 fairface
add wide14 "groups bystanders shapes fighters nepal turkey candidates france canada europe taiwan stickers nations gallery summer"
add wide15 "appa expressions"
add wide16 "headshots"
add wide17 "profiles webfaces films kin studio leaders statesmen ministers transfers cutouts worldcup portugal assembly mexico jordan spain korea panama brazil commons contempt fakes"
add wide18 "southasia caricatured"
add wide19 "ages parents households ballots stills citizens premier combined invented imagined"
# Not beside wide1 to wide19: for a machine that has no hours for them (EXTRA=wide0,wide20,wide21). Those sources of every row above that a fetch brings today.
case "${ONLY:-}" in wide0) add wide0 "aaf scut faces unsplash unmasked bollywood utk helen uncovered nba celebs athletes baseball gender pixabay members mps men flickr vggface thumbs lords pins beauty smiles portraits actors cards squads infobox stars nigeria thailand srilanka guatemala cricket innings wickets league hoops lookalikes idols generated retouched diffusion gans poses fairface groups bystanders shapes fighters nepal europe appa expressions headshots profiles webfaces films kin studio leaders statesmen contempt fakes southasia caricatured ages parents households ballots stills citizens combined" 500 ;; esac
