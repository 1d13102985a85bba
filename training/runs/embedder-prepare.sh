#!/bin/sh
# Everything the embedder's runs read, once: crops, teachers' answers, targets, LFW crops.
# About 40 minutes of one core and 5 GB; each step is skipped or resumed when it was interrupted. NO_MAPS=1 leaves out mbf's maps,
# 4 GB that runs with --maps 0 do not read.
set -e
STATE=${STATE:-state/embedder} SHARED=${SHARED:-../../shared} PYTHON=${PYTHON:-python} MIRROR=${MIRROR:?folder of fetched repositories}
[ -f "$STATE/crops.npy" ] || $PYTHON -m kith_training.data.decode_shards --shards "$SHARED/data/train-crops" --out "$STATE"
for teacher in mbf edgeface; do
  $PYTHON -m kith_training.data.teacher_cache --state "$STATE" --models "$SHARED/models" --teacher $teacher ${NO_MAPS:+--no-maps}
done
[ -f "$STATE/targets-mbf.npz" ] || $PYTHON -m kith_training.data.targets --state "$STATE" --teachers mbf --out targets-mbf.npz
# Balanced, and turned onto the weights that training goes on from: a new state's axes come out mirrored or in another order.
[ -f "$STATE/targets.npz" ] || $PYTHON -m kith_training.data.targets --state "$STATE" --teachers mbf edgeface --turn-to targets-mbf.npz \
  --balance 0.4 --turn-to-weights "${TURN:-checkpoints/embedder-small.npz}"
[ -f "$STATE/lfw/crops.npy" ] || $PYTHON -m kith_training.evaluate.lfw_crops --lfw "$MIRROR/umass-vis-lfw+umass-vis-lfw.github.io" \
  --state "$STATE" --detector "$SHARED/models/scrfd_500m_kps_dynamic.onnx" --images images_deepfunneled
