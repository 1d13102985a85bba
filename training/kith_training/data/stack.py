"""Several state folders (train-crops, more crops from prepare) seen as one; and how one more is written."""

import csv
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from kith_training.data.splits import Split, read_split


class Stack:
    """Arrays that agree in all but the first axis, indexed by rows of their concatenation without copying it."""

    def __init__(self, arrays: list[np.ndarray]):
        self.arrays = arrays
        self.starts = np.cumsum([0, *(len(a) for a in arrays)])
        self.shape = (int(self.starts[-1]), *arrays[0].shape[1:])

    def __len__(self) -> int:
        return self.shape[0]

    def __getitem__(self, index):
        """rows, or (rows, second axis of the same length); rows is an integer array."""
        rows, *rest = index if isinstance(index, tuple) else (index,)
        rows = np.asarray(rows)
        out = np.empty((len(rows), *self.shape[1 + len(rest) :]), self.arrays[0].dtype)
        for array, start, stop in zip(self.arrays, self.starts[:-1], self.starts[1:], strict=True):
            inside = (rows >= start) & (rows < stop)
            if inside.any():
                out[inside] = array[(rows[inside] - start, *(r[inside] for r in rest))]
        return out


def folders_of(state: Path) -> list[Path]:
    """STATE, and the folders in it that have targets, by number."""
    made = [f for f in state.glob("wide*") if (f / "targets.npz").exists()]
    return [state, *sorted(made, key=lambda f: int(f.name.removeprefix("wide")))]


def named_folders(state: Path, extra: str) -> list[Path]:
    """STATE, and the folders in it that `extra` names, comma-separated, in its order."""
    return [state, *(state / name for name in extra.split(",") if name)]


def open_stack(folders: list[Path], name: str) -> Stack:
    """The memory-mapped array `name` of every folder."""
    return Stack([np.load(folder / name, mmap_mode="r") for folder in folders])


def open_targets(folders: list[Path]) -> np.ndarray:
    """What every folder's upright crops are to become: unit vectors float32 [n, d]."""
    return np.concatenate([np.load(folder / "targets.npz")["vectors"][:, 0] for folder in folders]).astype(np.float32)


def write_folder(out: Path, crops: np.ndarray, rows: Iterable[tuple]) -> None:
    """crops uint8 [n, 112, 112, 3] and index.tsv; rows: crop, shard, source, label, face width in px, detector's score."""
    out.mkdir(parents=True, exist_ok=True)
    np.save(out / "crops.npy", crops)
    with open(out / "index.tsv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None)
        writer.writerow(("crop", "shard", "source", "label", "face_width_px", "detector_score"))
        writer.writerows(rows)


def read_splits(folders: list[Path]) -> Split:
    """One split over all folders. held_out are rows of the first alone, so that figures stay comparable; those of the others are elsewhere."""
    splits = [read_split(folder / "index.tsv") for folder in folders]
    starts = np.cumsum([0, *(len(s.label) for s in splits)])
    train = [s.train + start for s, start in zip(splits, starts[:-1], strict=True)]
    source, label = (np.concatenate([getattr(s, k) for s in splits]) for k in ("source", "label"))
    held = [s.held_out + start for s, start in zip(splits, starts[:-1], strict=True)]
    return Split(np.concatenate(train), held[0], source, label, np.concatenate([held[0][:0], *held[1:]]))
