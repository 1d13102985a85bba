#!/bin/sh
# Base with all folders of runs/embedder-more-data.sh and the margin loss on every source whose labels are people. Goes on from FROM
# (base-3 and base-4, LOG.md, are its first 4,150 steps: their data were not all there yet); half a second a step of one core.
RUN=${RUN:-base-5} FROM=${FROM:-base-4/last.pt} SEED=${SEED:-17} STEPS=${STEPS:-9600} DECAY=${DECAY:-0.85} \
  EXTRA=${EXTRA:-wide1,wide2,wide3,wide4,wide5,wide6,wide7,wide8,wide9} \
  exec "$(dirname "$0")/embedder-base-1.sh" --identified fiw,celeba,celebs,thumbs,vggface,bollywood "$@"
