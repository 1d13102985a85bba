#!/usr/bin/env bash
# Landmark error on test_ and afw_, and the alignment ablation. Appends to evaluation/results/landmarks.csv.
set -euo pipefail
cd "$(dirname "$0")/.."
exec "${PYTHON:-python}" -m kith_training.landmarks.evaluate --onnx "${ONNX:-../models/landmarks.onnx}" \
  --detector "${DETECTOR:-../models/detector.onnx}" --shared "${SHARED:-../../shared}" \
  --mirror "${MIRROR:?folder of the fetched repositories}" --csv "${CSV:-../evaluation/results/landmarks.csv}" "$@"
