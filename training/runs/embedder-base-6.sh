#!/bin/sh
# Base from the committed weights on a new state folder, with the alignment jittered in six crops of ten: our own detector and landmarks
# cut LFW less exactly than scrfd_500m, and the student lost three times as much to that as the teachers do. Two runs: the first on the first
# folder alone while the rest was prepared, stopped after 3,100 steps at the full rate
# (EXTRA= RUN=base-6a FROM=$PWD/checkpoints/embedder-base.npz SEED=21 STEPS=30000). .6 to .7 s a step of one core. Resumes when run again.
EXTRA=${EXTRA-wide1,wide2,wide4,wide5,wide6,wide7,wide8,wide9} RUN=${RUN:-base-6b} FROM=${FROM:-base-6a/last.pt} SEED=${SEED:-22} STEPS=${STEPS:-4500} DECAY=${DECAY:-0.85} \
  exec "$(dirname "$0")/embedder-base-1.sh" --identified fiw,celeba,celebs,thumbs,vggface --identity 0.2 --strength 0.4 --misaligned 0.6 "$@"
