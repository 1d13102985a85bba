"""The training curve of several phases as one table: held-out figures, and LFW where it was measured.

    python -m kith_training.evaluate.curve --state STATE --measure small-c         # LFW of its last.pt, now
    python -m kith_training.evaluate.curve --state STATE --join small-a small-b small-c --out runs/embedder-small.csv

LFW is for reporting: no choice of a recipe was made on it.
"""

import argparse
import csv
import tempfile
from pathlib import Path

FIELDS = ("run", "step", "crops", "total_crops", "seconds", "cosine", "cosine_degraded", "fiw_tar_1e-2", "fiw_tar_1e-3")
LFW_FIELDS = ("lfw_accuracy", "lfw_tar@far1e-2", "lfw_tar@far1e-3")


def measure(state: Path, run: str) -> None:
    """Append LFW figures of the run's averaged weights to STATE/lfw-curve.csv."""
    import onnx

    from kith_training.embedder.trainer import append_row
    from kith_training.embedder.weights import load_average, load_weights
    from kith_training.evaluate.lfw import lfw_figures
    from kith_training.evaluate.references import OnnxEmbedder
    from kith_training.export.onnx_graph import to_onnx

    checkpoint = state / run / "last.pt"
    step = load_weights(checkpoint)["note"]["step"]
    with tempfile.TemporaryDirectory() as folder:
        onnx.save(to_onnx(load_average(checkpoint)), Path(folder) / "now.onnx")
        figures = lfw_figures(OnnxEmbedder(Path(folder) / "now.onnx"), state)
    values = (figures["accuracy"], figures["tar@far1e-2"], figures["tar@far1e-3"])
    row = {"run": run, "step": step, **{k: round(v, 4) for k, v in zip(LFW_FIELDS, values, strict=True)}}
    append_row(state / "lfw-curve.csv", row)
    print(row)


def read(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def join(state: Path, runs: list[str], batch: int = 64) -> list[dict[str, object]]:
    """Rows of all phases in order; total_crops counts on from phase to phase."""
    lfw, rows, before = read(state / "lfw-curve.csv"), [], 0
    for run in runs:
        found = [{**r, "run": run} for r in read(state / run / "heldout.csv")]
        found += [{**r, "crops": int(r["step"]) * batch} for r in lfw if r["run"] == run]
        found.sort(key=lambda r: int(r["step"]))
        rows += [{**r, "total_crops": before + int(r["crops"])} for r in found]
        last = read(state / run / "log.csv")
        before += int(last[-1]["step"]) * batch if last else 0
    return rows


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--measure", default="")
    parser.add_argument("--join", nargs="+", default=[])
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    if args.measure:
        measure(args.state, args.measure)
    if args.join:
        with open(args.out, "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, (*FIELDS, *LFW_FIELDS), lineterminator="\n")
            writer.writeheader()
            writer.writerows(join(args.state, args.join))
