"""Centring and balancing, in numbers and folded into an embedder's last layer; targets turned onto such weights."""

import argparse

import numpy as np
import pytest
import torch

from kith_training.common.balance import balancing
from kith_training.data.splits import Split
from kith_training.data.stack import write_folder
from kith_training.data.targets import said_by, write_targets
from kith_training.data.teachers import to_input
from kith_training.embedder import balance as command
from kith_training.embedder.balance import balance, sample
from kith_training.embedder.heldout import raw_vectors
from kith_training.embedder.model import SHAPES, Embedder
from kith_training.embedder.weights import load_average, save_weights


def test_mean_directions_spread_and_length():
    rng = np.random.default_rng(0)
    spread = np.array([4.0, 3, 2, 1.5])
    rows = rng.standard_normal((20000, 4)) * spread + [3, 0, -1, 0]
    for power in (0, 0.5, 1):
        matrix, offset = balancing(rows, power)
        after = rows @ matrix - offset
        assert np.abs(after.mean(0)).max() < 1e-3
        assert np.isclose(np.square(after).sum(1).mean(), np.square(rows).sum(1).mean(), rtol=1e-3)
        ratios = after.std(0) / after.std(0)[1]
        assert np.allclose(ratios, (spread / 3) ** (1 - power), rtol=0.06)


def tiny(seed):
    torch.manual_seed(seed)
    model = Embedder(SHAPES["tiny"]).eval()
    torch.nn.init.normal_(model.outer.weight, std=0.1)
    crops = np.random.default_rng(seed).integers(0, 256, (80, 112, 112, 3), np.uint8)
    return model, crops


def test_the_last_layer_takes_it_in():
    model, crops = tiny(1)
    matrix, offset = balancing(raw_vectors(model, crops).numpy(), 0.5)
    with torch.inference_mode():
        before = model(to_input(crops)).numpy()
        balance(model, crops, 0.5)
        after = model(to_input(crops)).numpy()
    assert np.abs(after - (before @ matrix - offset)).max() < 1e-3 * np.abs(after).max()
    assert np.abs(after - before).max() > 0.1 * np.abs(after).max()


def test_the_faces_of_other_folders_count_as_well(state):
    """Another folder's faces, brighter ones, lie nearer the middle when they are counted."""
    model, dark = tiny(4)
    bright = np.clip(dark.astype(int) + 120, 0, 255).astype(np.uint8)
    rows = [(f"s0:{i}.jpg", "-", "s0", str(i), 60, "0.9") for i in range(80)]
    write_folder(state / "wide0", bright, rows)
    save_weights(state / "w.npz", {"average": model.state_dict(), "adapters": {}}, {"shape": "tiny"})
    means = []
    for extra in ("", "wide0"):
        command.run(argparse.Namespace(state=state, weights=state / "w.npz", out=state / "b.npz", power=0.5, extra=extra, wild=None))
        vectors = raw_vectors(load_average(state / "b.npz"), bright).numpy()
        means.append(float(np.linalg.norm(vectors.mean(0)) / np.linalg.norm(vectors, axis=1).mean()))
    assert means[1] < 0.7 * means[0]


def test_wild_faces_make_up_the_share_that_is_asked_for():
    source = np.array(["fiw"] * 900 + ["wild-streets"] * 60 + ["wild-scenes"] * 40)
    split = Split(np.arange(1000), np.zeros(0, int), source, source)
    assert len(sample(split, None)) == 1000
    for share, size in ((0.5, 200), (0.25, 400), (1.0, 100)):
        rows = sample(split, share)
        assert len(rows) == len(set(rows)) == size
        assert np.char.startswith(source[rows], "wild-").mean() == share
    with pytest.raises(ValueError, match="--extra"):
        sample(Split(np.arange(900), split.held_out, source, source), 0.5)


def test_targets_turn_onto_the_weights_that_training_goes_on_from(state):
    model, _ = tiny(2)
    save_weights(state / "w.npz", {"average": model.state_dict(), "adapters": {}}, {"shape": "tiny"})
    paths = {"state": state, "weights": state / "w.npz", "out": state / "balanced.npz"}
    command.run(argparse.Namespace(**paths, power=0.5, extra="", wild=None))
    rng = np.random.default_rng(3)
    for name in "ab":
        np.save(state / f"{name}-vectors.npy", rng.standard_normal((40, 2, 16)).astype(np.float16))
    settings = {"state": state, "teachers": ["a", "b"], "dimension": 32, "turn_to": "", "balance": 0.5, "axes_of": None, "extra": ""}
    likeness = []
    for out, weights in (("as-it-comes.npz", None), ("turned.npz", state / "balanced.npz")):
        write_targets(argparse.Namespace(**settings, out=out, turn_to_weights=weights))
        said = said_by(state / "balanced.npz", state, np.arange(40))
        likeness.append(float((said * np.load(state / out)["vectors"][:, 0]).sum(1).mean()))
    assert likeness[1] > likeness[0] + 0.2


def test_targets_are_balanced_by_other_folders_too(state):
    rng = np.random.default_rng(4)
    write_folder(state / "wide0", np.zeros((40, 112, 112, 3), np.uint8), [(f"s0:{i}.jpg", "-", "s0", str(i), 60, "0.9") for i in range(40)])
    for folder, common in ((state, 0), (state / "wide0", 3)):  # the second's vectors have something in common
        np.save(folder / "a-vectors.npy", (rng.standard_normal((40, 2, 32)) + common).astype(np.float16))
    settings = {"teachers": ["a"], "dimension": 32, "turn_to": "", "turn_to_weights": None, "balance": 0.3, "out": "targets.npz"}
    common = []
    for extra in ("", "wide0"):
        write_targets(argparse.Namespace(**settings, state=state, axes_of=None, extra=extra))
        write_targets(argparse.Namespace(**settings, state=state / "wide0", axes_of=state / "targets.npz", extra=""))
        common.append(float(np.linalg.norm(np.load(state / "wide0" / "targets.npz")["vectors"][:, 0].astype(float).mean(0))))
    assert common[1] < 0.7 * common[0]
