"""Processor time per face, one thread, batch 8, every model in turn, again and again; the smallest counts.

    python -m kith_training.evaluate.speed --shared ../shared --out ../evaluation/results/embedder.csv \
        ../models/embedder-base-int8.onnx ../models/embedder-small-int8.onnx

Processor time, not wall time, so that a busy machine disturbs little; the ratio to mbf in the same run is
what carries over to another machine.
"""

import argparse
import time
from pathlib import Path

import numpy as np

from kith_training.evaluate.references import REFERENCES, open_embedder
from kith_training.evaluate.results import append_results

BATCH = 8


def measure_speed(names: list[str], models: Path, rounds: int) -> dict[str, float]:
    """Milliseconds of processor time per face."""
    crops = np.random.default_rng(0).integers(0, 256, (BATCH, 112, 112, 3), dtype=np.uint8)
    sessions = {n: open_embedder(n, models) for n in names}
    inputs = {n: s.tensor(crops) for n, s in sessions.items()}
    best = dict.fromkeys(names, float("inf"))
    for _ in range(rounds):
        for name, embedder in sessions.items():
            began = time.process_time()
            embedder.session.run(None, {embedder.input: inputs[name]})
            best[name] = min(best[name], (time.process_time() - began) / BATCH * 1e3)
    return best


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("embedders", nargs="+")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=40)
    args = parser.parse_args()
    models = args.shared / "models"
    best = measure_speed([*REFERENCES, *args.embedders], models, args.rounds)
    for name, value in best.items():
        weights = models / REFERENCES[name][0] if name in REFERENCES else Path(name)
        figures = {"cpu_ms_per_face": value, "ratio_to_mbf": value / best["mbf"]}
        append_results(args.out, weights.stem, weights, "speed-1-thread-batch-8", figures)
