#!/usr/bin/env bash
# Goes on from the committed weights with hints: the towers learn scrfd_2.5g's last maps as well (detector/hints.py), norms keep
# their statistics. Sources as prepared by `detector-prepare.sh` with these names. Resumes when run again; the schedule ends at STEPS.
# next12 (LOG.md, 30 November, second session): RUN=next12 SEED=12 STEPS=13000 runs/detector-train-hints.sh --calm 0.8 (0.5 up to step 8,100);
# next13 (third session): RUN=next13 SEED=13 FROM=<next12's last.pt> STEPS=36000 runs/detector-train-hints.sh --calm 0.6;
# next14 (fourth session; shoppers from step 6,000 on): RUN=next14 SEED=14 FROM=<next13's last.pt> STEPS=17500 runs/detector-train-hints.sh --calm 0.6; not shipped;
# next15 (fifth session; shanghai whole from step 9,400, lectures from 10,600): RUN=next15 SEED=15 FROM=<next13's last.pt> STEPS=19000 RATE=1.2e-3 runs/detector-train-hints.sh --calm 0.6 --workers 1;
# next16 and next17 (sixth session; with what is mined by detector.mistaken; not shipped): RUN=next16 SEED=16 STEPS=11200 RATE=1.2e-3 (7e-4 up to step 4,400), then
# RUN=next17 SEED=17 FROM=<next16's last.pt> STEPS=4600 RATE=8e-4, both with the SOURCES there were and --calm 0.6.
# next18 (seventh and eighth session; ships): RUN=next18 SEED=18 STEPS=16500 RATE=1.2e-3, the SOURCES there were (all but utk) and --calm 0.6; an eighth of the laid photos by what is mined.
# next19 (eleventh session): RUN=next19 SEED=19 STEPS=10000 RATE=1.2e-3, 25 sources of up to 420 photos (detector.prepare --limit 420), --calm 0.6
set -euo pipefail
RUN="${RUN:-next7}" STEPS="${STEPS:-22000}" \
  SOURCES="${SOURCES:-celeba,helen,imagenet,utk,streets,shanghai,sport,masks,flickr,scenes,everyday,attention,troupes,masked,fashion,classes,wider,waiters,shoppers,lectures,covered,bsds,urban,houses,coco}" \
  exec "$(dirname "$0")/detector-train-crowds.sh" --start "${FROM:-checkpoints/detector.pt}" --seed "${SEED:-7}" --optimizer muon --rate "${RATE:-1.5e-3}" \
  --frozen-norms --hints "${HINTS:-0.6}" --teacher "${SHARED:-../../shared}/models/scrfd_2.5g_kps_dynamic.onnx" "$@"
