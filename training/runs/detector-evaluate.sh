#!/usr/bin/env bash
# Recall by size and roll, false positives, WIDER AP, Helen and AFW; beside yunet, scrfd_500m and scrfd_2.5g.
# KITH: the exported detector (default: the one in the pack). Appends to evaluation/results/detector.csv.
set -euo pipefail
cd "$(dirname "$0")/.."
exec "${PYTHON:-python}" -m kith_training.detector.evaluate --kith "${KITH:-../models/detector.onnx}" \
  --mirror "${MIRROR:?folder of the fetched repositories}" --shared "${SHARED:-../../shared}" \
  --state "${STATE:-state/detector}" --csv "${CSV:-../evaluation/results/detector.csv}" "$@"
