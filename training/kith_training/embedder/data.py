"""Batches of crops with what the teachers said about them: a function of (seed, rank, step) alone."""

from pathlib import Path

import numpy as np
import torch

from kith_training.augment.degrade import degrade
from kith_training.data.splits import Split
from kith_training.data.stack import named_folders, open_stack, read_splits
from kith_training.data.teachers import MAPS, to_input
from kith_training.embedder.config import Config, degradation
from kith_training.embedder.identity import IdentityMargin, identities
from kith_training.embedder.neighbours import kept_neighbours

NEW = 3  # times an epoch sees the crops of a new source: the others have been seen in every phase before


def batch_rows(config: Config, rows: np.ndarray, step: int, world: int = 1, rank: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Which rows one of `world` processes sees at step, and which of them mirrored: every epoch its own shuffle."""
    whole = config.batch * world
    epoch, at = divmod(step, len(rows) // whole)
    order = np.random.default_rng((config.seed, epoch)).permutation(rows)
    picks = np.sort(order[at * whole + rank * config.batch :][: config.batch])
    mirrored = np.random.default_rng((config.seed, 1, step, rank)).integers(0, 2, len(picks))
    return picks, mirrored if step >= config.mirror_from else np.zeros_like(mirrored)


class Data:
    """Memory maps of the crops and of what the teachers said about them."""

    def __init__(self, state: Path, config: Config, world: int = 1, rank: int = 0):
        self.world, self.rank = world, rank
        folders = named_folders(state, config.extra)
        self.crops = open_stack(folders, "crops.npy")
        self.maps = [open_stack([state], f"mbf-{name}.npy") for name in MAPS] if config.maps else []  # the first folder's rows
        self.weights = axis_weights(state) if config.maps else [torch.full((keep,), 1 / keep) for _, _, keep in MAPS.values()]
        self.targets = np.concatenate([np.load(folder / config.targets)["vectors"] for folder in folders])
        self.split = read_splits(folders)
        self.rows = repeated(self.split, config.young, config.new)
        self.near = kept_neighbours(state, self.targets[:, 0], self.split.train, config.neighbours) if config.neighbours else None

    def batch(self, config: Config, step: int):
        rows, mirrored = batch_rows(config, self.rows, step, self.world, self.rank)
        rng = np.random.default_rng((config.seed, 2, step, self.rank))
        strength = degradation(config, step)
        crops = self.crops[rows]
        crops = [degrade(c[:, ::-1] if m else c, rng, strength, config.misaligned) for c, m in zip(crops, mirrored, strict=True)]
        count = int((rows < len(self.maps[0])).sum()) if self.maps else 0  # rows are sorted: those with maps come first
        maps = [torch.from_numpy(m[rows[:count], mirrored[:count]]) for m in self.maps]
        bank = torch.from_numpy(self.targets[self.bank_rows(config, rows, rng), 0]).float()
        return to_input(np.stack(crops)), torch.from_numpy(self.targets[rows, mirrored]).float(), maps, bank, rows

    def bank_rows(self, config: Config, rows: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        """Rows whose targets are the strangers of this batch: the nearest of each crop, the rest drawn."""
        if not config.contrast:
            return np.zeros(0, int)
        near = np.unique(self.near[rows]) if self.near is not None else np.zeros(0, int)
        drawn = rng.choice(self.split.train, max(0, min(config.bank, len(self.split.train)) - len(near)))
        return np.concatenate([near, drawn])

    def people(self, config: Config) -> IdentityMargin:
        targets = self.targets[:, 0]
        return IdentityMargin(identities(self.split, tuple(config.identified.split(",")), targets), targets)


def axis_weights(state: Path) -> list[torch.Tensor]:
    """The share of each kept axis of each map in the loss."""
    axes = np.load(state / "mbf-maps.npz")
    spreads = [axes[f"{name}.scale"] for name in MAPS]  # proportional to the standard deviation of the axis
    return [torch.from_numpy(spread / spread.sum()) for spread in spreads]


def repeated(split: Split, young: int, new: str = "") -> np.ndarray:
    """Training rows; the crops of people under 20 `young` times (utk's age groups 0-3, the others' ages), those of the sources `new` NEW times."""
    below = {"utk": 4, "aaf": 20, "appa": 20, "fairface": 20, "groups": 20}
    pairs = zip(split.source[split.train], split.label[split.train], strict=True)
    times = np.array([young if source in below and int(label.split(".")[0]) < below[source] else 1 for source, label in pairs])
    times[np.isin(split.source[split.train], new.split(","))] = NEW
    return np.repeat(split.train, times)
