#!/usr/bin/env bash
# The landmark model's training run; resumes from its checkpoint. About 30 minutes on one CPU core.
set -euo pipefail
cd "$(dirname "$0")/.."
exec "${PYTHON:-python}" -m kith_training.landmarks.train --state "${STATE:-state/landmarks}" \
  --shared "${SHARED:-../../shared}" --mirror "${MIRROR:?folder of the fetched repositories}" --steps "${STEPS:-3000}" --batch "${BATCH:-24}" "$@"
