#!/usr/bin/env bash
# Goes on from the committed weights with photos of people together (detector-prepare.sh streets shanghai workers sport
# masks flickr houses): half of the whole photos shown, a third of the larger pictures with a large face.
# Resumes when run again; the schedule ends at STEPS.
set -euo pipefail
cd "$(dirname "$0")/.."
exec "${PYTHON:-python}" -m kith_training.detector.train --state "${STATE:-state/detector}" --run "${RUN:-next4}" \
  --start checkpoints/detector.pt --steps "${STEPS:-13000}" --batch "${BATCH:-8}" --seed 2 \
  --sources "${SOURCES:-celeba,helen,imagenet,bsds,coco,utk,urban,streets,shanghai,workers,sport,masks,flickr,houses}" \
  --sides 256:0.4,320:0.3,448:0.15,640:0.15 "$@"
