#!/usr/bin/env bash
# Goes on from the committed weights with hints: the towers learn scrfd_2.5g's last maps as well (detector/hints.py), norms keep
# their statistics. Sources as prepared by `detector-prepare.sh` with these names. Resumes when run again; the schedule ends at STEPS.
set -euo pipefail
cd "$(dirname "$0")/.."
exec "${PYTHON:-python}" -m kith_training.detector.train --state "${STATE:-state/detector}" --run "${RUN:-next7}" \
  --start "${FROM:-checkpoints/detector.pt}" --steps "${STEPS:-22000}" --batch "${BATCH:-8}" --seed "${SEED:-7}" --optimizer muon --rate "${RATE:-1.5e-3}" \
  --frozen-norms --hints "${HINTS:-0.6}" --teacher "${SHARED:-../../shared}/models/scrfd_2.5g_kps_dynamic.onnx" \
  --sources "${SOURCES:-celeba,helen,imagenet,utk,streets,shanghai,sport,masks,flickr,scenes,everyday,bsds,urban,houses}" \
  --sides 256:0.4,320:0.3,448:0.15,640:0.15 "$@"
