#!/bin/sh
# Faces as photos have them (docs/decisions/0047), out of the detector's cache (detector-prepare.sh): for training into STATE/wide20 and wide21, each with its
# teachers' answers, and of the photos kept apart into STATE/wild-apart, for evaluate.wild. ONLY=wide20 makes that alone (WILD: of which sources); two run side by side.
set -e
cd "$(dirname "$0")/.."
STATE=${STATE:-state/embedder} CACHE=${CACHE:-state/detector/cache} SHARED=${SHARED:-../../shared} PYTHON=${PYTHON:-python} MIRROR=${MIRROR:?folder of fetched repositories}
cut() { # folder, then its sources
  out="$STATE/$1"; shift
  [ -f "$out/crops.npy" ] || $PYTHON -u -m kith_training.data.wild --cache "$CACHE" --pack ../models --mirror "$MIRROR" --shared "$SHARED" \
    --state "$STATE" --out "$out" --sources $@ $APART
}
add() {
  case " ${ONLY:-$1} " in *" $1 "*) ;; *) return 0 ;; esac
  cut $@
  $PYTHON -m kith_training.data.teacher_cache --state "$STATE/$1" --models "$SHARED/models" --teacher mbf --no-maps --plain
  $PYTHON -m kith_training.data.targets --state "$STATE/$1" --axes-of "$STATE/targets.npz"
}
APART=
add wide20 ${WILD:-attention shanghai lectures classes flickr bsds imagenet urban fashion}
add wide21 wider waiters shoppers scenes masks covered masked troupes
case " ${ONLY:-wild-apart} " in *" wild-apart "*)
  APART=--apart
  cut wild-apart attention classes flickr bsds imagenet urban fashion wider waiters shoppers scenes masks covered masked troupes ;;
esac
