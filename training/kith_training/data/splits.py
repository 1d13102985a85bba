"""Which crops train and which are held out, by a hash of the label's group, never by chance.

A family (fiw) is held out whole; utk and celeba are held out crop by crop. Held-out crops choose
recipes and thresholds; LFW, families-dev and album-dev are only ever reported on.
"""

import csv
import zlib
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

HELD_OUT_PERCENT = 5


@dataclass(frozen=True)
class Split:
    train: np.ndarray  # rows of crops.npy
    held_out: np.ndarray
    source: np.ndarray  # str, per row
    label: np.ndarray  # str, per row
    elsewhere: np.ndarray = field(default_factory=lambda: np.zeros(0, int))  # held-out rows of further folders (read_splits)


def group_of(row: dict[str, str]) -> str:
    return row["label"].split("/")[0] if row["source"] == "fiw" else row["crop"]


def read_split(index: Path) -> Split:
    with open(index, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    held = np.array([zlib.crc32(group_of(r).encode()) % 100 < HELD_OUT_PERCENT for r in rows])
    return Split(
        np.flatnonzero(~held),
        np.flatnonzero(held),
        np.array([r["source"] for r in rows]),
        np.array([r["label"] for r in rows]),
    )


def wild_of(rows: np.ndarray, split: Split) -> np.ndarray:
    """Those of the rows that are faces as photos have them (data.wild)."""
    return rows[np.char.startswith(split.source[rows].astype(str), "wild-")]


def some_of(rows: np.ndarray, count: int, rng: np.random.Generator) -> np.ndarray:
    """`count` of the rows, or all where there are fewer, in their order."""
    return np.sort(rng.choice(rows, min(count, len(rows)), replace=False))
