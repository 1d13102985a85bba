#!/usr/bin/env bash
# The detector's training run. Stops and goes on at will: run it again and it resumes from its checkpoint.
# Needs the cache (detector-prepare.sh). About 100 minutes on one CPU core.
set -euo pipefail
cd "$(dirname "$0")/.."
STATE=${STATE:-state/detector}
exec "${PYTHON:-python}" -m kith_training.detector.train --state "$STATE" --run main \
  --sources "${SOURCES:-celeba,helen,imagenet,bsds,coco,utk,urban}" --steps "${STEPS:-7400}" --batch "${BATCH:-8}" "$@"
