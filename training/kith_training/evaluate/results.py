"""evaluation/results/embedder.csv: one line per figure, only ever added to."""

import csv
import datetime
import hashlib
import subprocess
from pathlib import Path

FIELDS = ("date", "commit", "model", "sha256", "protocol", "figure", "value")


def append_results(file: Path, model: str, weights: Path, protocol: str, figures: dict[str, float]) -> None:
    """Append and print the figures of one model under one protocol."""
    here = Path(__file__).parent
    head = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=here, capture_output=True, text=True)
    sha = hashlib.sha256(weights.read_bytes()).hexdigest()[:16]
    today = datetime.date.today().isoformat()
    file.parent.mkdir(parents=True, exist_ok=True)
    new = not file.exists()
    with open(file, "a", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, lineterminator="\n")
        if new:
            writer.writerow(FIELDS)
        for figure, value in figures.items():
            writer.writerow((today, head.stdout.strip(), model, sha, protocol, figure, f"{value:.5g}"))
    print(model, protocol, {k: round(v, 4) for k, v in figures.items()}, flush=True)
