#!/bin/sh
# After small-g: its recipe again, from its weights, with a seed of its own.
RUN=${RUN:-small-h} START=${START:-small-g/last.pt} SEED=${SEED:-8} STEPS=${STEPS:-14200} exec "$(dirname "$0")/embedder-small-g.sh"
