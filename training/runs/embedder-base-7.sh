#!/bin/sh
# Base with norms that keep their statistics, fixed centres of people and less degradation (LOG.md, 28 November, fourth session).
# Resumes when run again. As run: base-7 was 4,000 steps of 9,000 (norms as usual up to step 1,180, degradation .4 up to 1,400, --identity 0.2 with
# centres still learned); base-8 from it is FROM=base-7/last.pt RUN=base-8 SEED=25 STEPS=5800 DECAY=1.0 RATE=7e-4. base-12, with new faces (LOG.md, 29 November, fourth session):
# EXTRA=wide1,…,wide12 RUN=base-12 SEED=31 FROM=$PWD/checkpoints/embedder-base.npz STEPS=7200 DECAY=0.7 runs/embedder-base-7.sh \
#   --identified fiw,celeba,celebs,thumbs,vggface,pins,bollywood,cards,idols --new <the sources of wide11 and wide12>
# base-13 and, with a head that is not a line, base-15 (LOG.md, 29 November, fifth session): RUN=base-13 SEED=33 STEPS=10800 for 4,100 steps, embedder.grow, then
# FROM=base-13/bent.npz RUN=base-15 SEED=35 STEPS=4000 RATE=7e-4 DECAY=1.0, the same --identified, --new <the sources of wide13 and wide14>
# base-16 (LOG.md, 30 November): FROM=base-16-start.npz (embedder.grow of base-15's blend) RUN=base-16 SEED=37 STEPS=5000 RATE=6e-4 DECAY=0.9 --average 0.999, the same --identified,
# --new <the sources of wide13 to wide18>
# base-17 (LOG.md, 30 November, fifth session): FROM=base-16/blend.npz RUN=base-17 SEED=39 STEPS=7600 RATE=6e-4 DECAY=0.9 --average 0.999, small-p's --identified, --new <the sources of wide13 to wide19>
# base-18 (seventh session), the first folder and the wild ones alone: EXTRA=wide20,wide21 RUN=base-18 SEED=45 FROM=$PWD/checkpoints/embedder-base.npz STEPS=1750 (3,000 up to step 350) RATE=5e-4 DECAY=0.9
# --average 0.999 --identified fiw,celeba --new ""; with 40 % of the weights it went on from
# base-19 (eighth session): EXTRA=wide0,wide20,wide21 RUN=base-19 SEED=46 FROM=$PWD/checkpoints/embedder-base.npz STEPS=2300 (stopped at 2,100) RATE=5e-4 DECAY=0.9 --average 0.999
# --identified fiw,celeba,celebs,thumbs,vggface,pins,bollywood,cards,idols,ages --new ""; half and half with what it went on from, then embedder.balance --extra wide0,wide20,wide21 --power .35
# base-20 (ninth session), towards targets balanced by all folders (runs/embedder-targets.sh): EXTRA=wide0,wide20 RUN=base-20 SEED=48 FROM=$PWD/checkpoints/embedder-base.npz STEPS=3050 (3,500 up to step 1,300) RATE=4e-4 and all
# else as base-19; with 15 % of the weights it went on from, then embedder.balance --extra wide0,wide20 --power .35
# base-21 (eleventh session; not shipped), after runs/embedder-targets.sh: RUN=base-21 SEED=50 STEPS=7800 RATE=5e-4, mixed and balanced as base-20
. "$(dirname "$0")/all-folders.sh"
EXTRA=$EXTRA RUN=${RUN:-base-7} FROM=${FROM:-base-6b/last.pt} SEED=${SEED:-23} STEPS=${STEPS:-9000} DECAY=${DECAY:-0.85} \
  exec "$(dirname "$0")/embedder-base-1.sh" --identified fiw,celeba,celebs,thumbs,vggface --identity 0.5 --misaligned 0.6 --frozen-norms --strength 0.25 "$@"
