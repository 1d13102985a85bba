#!/usr/bin/env bash
# An embedder on one GPU, taught online (embedder.online), in FOR seconds: a short trial measures the speed, and the
# schedule is laid over what fits. STATE is what data.carry unpacked, or the full state folder with MODELS=../../shared/models.
# Smoke-tested on a CPU with 200 crops; not yet run on a GPU: look at the first losses before letting it go on.
#   small, from the committed weights:  SHAPE=small START=$PWD/checkpoints/embedder-small.npz runs/embedder-gpu.sh
#   base, from nothing:                 SHAPE=base RATE=4e-3 MAPS=0.5 runs/embedder-gpu.sh
set -euo pipefail
cd "$(dirname "$0")/.."
PYTHON=${PYTHON:-python3} STATE=${STATE:-state/embedder} SHAPE=${SHAPE:-small} FOR=${FOR:-500} TRIAL=${TRIAL:-300}
train() {
  "$PYTHON" -m kith_training.embedder.train --state "$STATE" --shape "$SHAPE" --batch "${BATCH:-512}" --threads "${THREADS:-8}" \
    --teach online --models "${MODELS:-$STATE/models}" --extra "${EXTRA:-wide1,wide2}" --mix "${MIX:-0.3}" --start "${START:-}" \
    --rate "${RATE:-3e-3}" --warm 200 --decay 0.6 --neighbours 24 --bank "${BANK:-8192}" --young 2 --vector 3 --relation 0 \
    --maps "${MAPS:-0.1}" --contrast 4 --identity 1 --average 0.999 --seed "${SEED:-11}" ${COMPILE:+--compile} "$@"
}
rm -rf "$STATE/$SHAPE-trial"
train --run "$SHAPE-trial" --steps "$TRIAL" --measure-every 1000000
steps=${STEPS:-$("$PYTHON" - "$STATE/$SHAPE-trial/log.csv" "$FOR" <<'PY'
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1])))
first, last = rows[0], rows[-1]
per_step = max(1e-4, (int(last["seconds"]) - int(first["seconds"])) / (int(last["step"]) - int(first["step"])))
print(int(float(sys.argv[2]) / per_step))
PY
)}
echo "$SHAPE: $steps steps of ${BATCH:-512}"
train --run "$SHAPE-gpu" --steps "$steps" --measure-every "$((steps / 10 + 1))"
