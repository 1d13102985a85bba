"""The embedder table of the model card, from the newest line of each figure in the results.

    python -m kith_training.evaluate.table --results ../evaluation/results/embedder.csv --card ../models/MODEL-CARD.md

Rewrites what stands between the two marker comments of the card and nothing else.
"""

import csv
from pathlib import Path

from kith_training.evaluate.markers import rewrite_card

BEGIN, END = "<!-- embedder table: written by kith_training.evaluate.table -->", "<!-- end of embedder table -->"
COLUMNS = {
    "LFW %": ("lfw-view2-deepfunneled-kith", "accuracy", 100),
    "LFW TAR@1e-3 %": ("lfw-view2-deepfunneled-kith", "tar@far1e-3", 100),
    "LFW %, scrfd_500m": ("lfw-view2-deepfunneled-scrfd500m", "accuracy", 100),
    "families, strangers 1e-3": ("families-dev", "tar_unrelated@1e-3", 1),
    "families, relatives 1 %": ("families-dev", "tar_relatives@1e-2", 1),
    "20 px both 1 %": ("families-dev", "tar_20px@1e-2", 1),
    "20 px one 1 %": ("families-dev", "tar_20px_probe@1e-2", 1),
    "under 20, 1e-3": ("utk-heldout-degraded", "tar_under20@1e-3", 1),
    "adults, 1e-3": ("utk-heldout-degraded", "tar_adult@1e-3", 1),
    "wild strangers, times 1e-4": ("wild-strangers", "times@1e-4", 1),
    "the same, trusted": ("wild-strangers", "trusted_times@1e-4", 1),
    "CPU ms a face": ("speed-1-thread-batch-8", "cpu_ms_per_face", 1),
}


def newest(results: Path) -> dict[tuple[str, str, str], float]:
    """(model, protocol, figure) -> value of its last line."""
    with open(results, newline="", encoding="utf-8") as file:
        return {(r["model"], r["protocol"], r["figure"]): float(r["value"]) for r in csv.DictReader(file)}


def render(values: dict[tuple[str, str, str], float], pack: Path) -> str:
    """References, and those of our models whose file is in the pack."""
    named = dict.fromkeys(model for model, _, _ in values)
    models = [m for m in named if not m.startswith("embedder-") or (pack / f"{m}.onnx").exists()]
    lines = ["| model | " + " | ".join(COLUMNS) + " |", "|---|" + "---:|" * len(COLUMNS)]
    for model in models:
        cells = []
        for protocol, figure, factor in COLUMNS.values():
            value = values.get((model, protocol, figure))
            cells.append("–" if value is None else f"{value * factor:.{2 if factor == 100 else 3}f}")
        lines.append(f"| {model} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    rewrite_card(__doc__, BEGIN, END, lambda results, pack: render(newest(results), pack))
