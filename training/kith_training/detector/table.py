"""The detector table of the model card, from the newest line of each figure in the results.

    python -m kith_training.detector.table --results ../evaluation/results/detector.csv --card ../models/MODEL-CARD.md

Rewrites what stands between the two marker comments of the card and nothing else.
"""

import csv
from pathlib import Path

from ..evaluate.markers import rewrite_card

BEGIN, END = "<!-- detector table: written by kith_training.detector.table -->", "<!-- end of detector table -->"
MODELS = ("kith", "yunet", "scrfd_500m", "scrfd_2.5g")
ROWS = (
    ("threshold at 0.05 false positives a picture", "face-free", "threshold at fppi 0.05"),
    *((f"recall, {n} px", f"pasted {n} px", "recall") for n in (8, 10, 12, 16, 20, 28, 40, 64, 100, 160, 250, 400)),
    *((f"five-point error / eye distance, {n} px", f"pasted {n} px", "five-point error") for n in (16, 28, 64, 160, 400)),
    *((f"recall, 56 px turned {n}°", f"pasted roll {n}", "recall") for n in (15, 30, 45, 60, 90, 120, 150, 180)),
    *(
        (f"WIDER-200 AP at {side}, faces ≥ {n} px of 416", f"wider-200 at {side}", f"AP, faces >= {n} px of 416")
        for side in (416, 640)
        for n in (0, 10, 16, 32)
    ),
    *((f"{name} {figure}", f"{name} at 640", figure) for name in ("helen", "afw") for figure in ("recall", "five-point error")),
)


def newest(results: Path) -> dict[tuple[str, str, str], float]:
    """(set, model, figure) -> value of its last line."""
    with open(results, newline="", encoding="utf-8") as file:
        return {(r["set"], r["model"], r["figure"]): float(r["value"]) for r in csv.DictReader(file)}


def render(values: dict[tuple[str, str, str], float]) -> str:
    """A dash is not measured."""
    lines = ["| | " + " | ".join(MODELS) + " |", "|---|" + "---|" * len(MODELS)]
    for title, protocol, figure in ROWS:
        cells = (values.get((protocol, model, figure)) for model in MODELS)
        lines.append(f"| {title} | " + " | ".join("–" if v is None else f"{v:.3f}" for v in cells) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    rewrite_card(__doc__, BEGIN, END, lambda results, _: render(newest(results)))
