#!/usr/bin/env bash
# Decode, shrink and label the photos once. MIRROR holds the public repositories named in detector/prepare.py.
set -euo pipefail
cd "$(dirname "$0")/.."
exec "${PYTHON:-python}" -m kith_training.detector.prepare ${@:-celeba imagenet helen} \
  --mirror "${MIRROR:?folder of the fetched repositories}" --shared "${SHARED:-../../shared}" --state "${STATE:-state/detector}"
