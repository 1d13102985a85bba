#!/usr/bin/env bash
# Goes on from the committed weights with larger canvases and equal weights of the levels: the run that the pack's
# detector comes from (3,600 steps, about 8 minutes of one idle CPU core). Resumes when run again.
set -euo pipefail
cd "$(dirname "$0")/.."
exec "${PYTHON:-python}" -m kith_training.detector.train --state "${STATE:-state/detector}" --run "${RUN:-next}" \
  --start checkpoints/detector.pt --sources "${SOURCES:-celeba,helen,imagenet,bsds,coco,utk,urban}" \
  --steps "${STEPS:-3600}" --batch "${BATCH:-8}" --sides 256:0.4,320:0.3,448:0.15,640:0.15 "$@"
