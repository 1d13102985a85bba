"""Latency on one thread of ONNX Runtime, the models taking turns so that other load hits all alike.

    python -m kith_training.detector.speed --shared DIR kith=../models/detector.onnx [--csv FILE]

Detectors on one 640 x 640 picture; `--side 112 --batch 8` for landmark models. The minimum is the figure to
compare; the ratio is to the first reference named.
"""

import argparse
import time
from pathlib import Path

import numpy as np

from ..common.onnx_session import session
from .evaluate import REFERENCES, Report


def measure(models: dict, shape, rounds: int) -> dict[str, list[float]]:
    pictures = np.random.default_rng(0).normal(0, 0.5, shape).astype(np.float32)
    times = {name: [] for name in models}
    for _ in range(rounds):
        for name, model in models.items():
            start = time.perf_counter()
            model.run(None, {model.get_inputs()[0].name: pictures})
            times[name].append((time.perf_counter() - start) * 1e3)
    return times


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("models", nargs="+", help="name=file.onnx")
    parser.add_argument("--shared", type=Path, default=Path("../../shared"))
    parser.add_argument("--references", default="yunet,scrfd_500m,scrfd_2.5g")
    parser.add_argument("--side", type=int, default=640)
    parser.add_argument("--batch", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--csv", type=Path)
    options = parser.parse_args()
    models = {r: session(options.shared / "models" / REFERENCES[r][0]) for r in filter(None, options.references.split(","))}
    models |= {name: session(path) for name, path in (m.split("=") for m in options.models)}
    times = measure(models, (options.batch, 3, options.side, options.side), options.rounds)
    report, first = Report(options.csv), min(times[next(iter(times))])
    for name, values in times.items():
        label = f"speed {options.side} x{options.batch}"
        report.add(label, name, "ms an image, least", min(values) / options.batch, options.rounds)
        report.add(label, name, "ms an image, median", float(np.median(values)) / options.batch, options.rounds)
        report.add(label, name, "ratio to the first", min(values) / first, options.rounds)


if __name__ == "__main__":
    main()
