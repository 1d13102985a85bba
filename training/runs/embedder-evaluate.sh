#!/bin/sh
# The embedder table of the model card: ours beside the references, on the same crops.
# Run from training/. Needs STATE prepared by embedder-prepare.sh (LFW crops included) and STATE/wild-apart by embedder-wild.sh; the crops
# of our own detector and landmarks are cut again each time, about four minutes.
set -e
STATE=${STATE:-state/embedder} SHARED=${SHARED:-../../shared} PYTHON=${PYTHON:-python} OUT=${OUT:-../evaluation/results/embedder.csv}
$PYTHON -m kith_training.evaluate.lfw_crops --lfw "${MIRROR:?folder of the fetched repositories}/umass-vis-lfw+umass-vis-lfw.github.io" \
  --state "$STATE" --pack ../models
for protocol in lfw lfw_own families children origins wild; do
  $PYTHON -m kith_training.evaluate.$protocol --state "$STATE" --shared "$SHARED" --out "$OUT" \
    mbf edgeface-xs mobilefacenet-ms1m ../models/embedder-*.onnx
done
$PYTHON -m kith_training.evaluate.seen --state "$STATE" --out "$OUT" ../models/embedder-*-int8.onnx
