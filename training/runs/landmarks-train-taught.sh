#!/usr/bin/env bash
# Goes on from the committed landmarks with the teacher detector's five points as a second lesson, half of each batch. Needs the
# detector's photo cache (runs/detector-prepare.sh). 8,000 steps: about 20 minutes of one idle core. Resumes when run again.
set -euo pipefail
cd "$(dirname "$0")/.."
STEPS="${STEPS:-8000}" BATCH="${BATCH:-32}" exec runs/landmarks-train.sh --run "${RUN:-next3}" \
  --start checkpoints/landmarks.pt --seed "${SEED:-7}" --cache "${CACHE:-state/detector/cache}" \
  --taught "${TAUGHT:-celeba,helen,utk,flickr,streets,masks,workers}" "$@"
