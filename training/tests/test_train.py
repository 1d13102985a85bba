"""Training on a tiny made-up state: same seed same weights, and resumed = uninterrupted."""

import numpy as np
import pytest
import torch

from kith_training.data.splits import Split
from kith_training.embedder.config import Config, learning_rate
from kith_training.embedder.data import batch_rows
from kith_training.embedder.trainer import Trainer


def config(run: str, **more) -> Config:
    return Config(run=run, shape="tiny", steps=6, batch=4, warm=2, **more)


def train(trainer: Trainer, steps: int) -> dict[str, torch.Tensor]:
    for _ in range(steps):
        trainer.train_step()
    return {k: v.clone() for k, v in trainer.average.state_dict().items()}


def test_resumed_equals_uninterrupted_and_depends_on_the_seed(state):
    whole = train(Trainer(state, config("whole")), 6)
    first = Trainer(state, config("parts"))
    train(first, 3)
    first.checkpoint()
    second = Trainer(state, config("parts"))
    assert second.step == 3
    resumed = train(second, 3)
    other = train(Trainer(state, config("other", seed=2)), 6)
    assert all(torch.equal(whole[k], resumed[k]) for k in whole)
    assert not torch.equal(whole["stem.0.weight"], other["stem.0.weight"])


def test_loss_falls_when_the_same_few_crops_come_again(state):
    trainer = Trainer(state, Config(run="fall", shape="tiny", steps=60, batch=8, warm=5, maps=0, relation=0, strength_from=10**9))
    first = trainer.train_step()["vector"]
    for _ in range(50):
        last = trainer.train_step()["vector"]
    assert last < first - 0.2


def test_an_epoch_sees_every_crop_once():
    rows = np.arange(100, 140)
    seen = np.concatenate([batch_rows(config("x"), rows, step)[0] for step in range(10, 20)])
    assert sorted(seen) == list(rows)
    assert not batch_rows(config("x", mirror_from=5), rows, 4)[1].any()


def test_rate_warms_up_stays_and_ends_at_zero():
    c = Config(run="x", steps=100, warm=10, decay=0.2, rate=1.0)
    assert learning_rate(c, 0) == 0.1 and learning_rate(c, 50) == 1 and learning_rate(c, 90) == 0.5
    assert learning_rate(c, 100) == 0


def test_nearest_and_young_rows_against_a_loop():
    from kith_training.embedder.data import repeated
    from kith_training.embedder.neighbours import nearest

    rng = np.random.default_rng(0)
    targets = rng.standard_normal((30, 6))
    targets /= np.linalg.norm(targets, axis=1, keepdims=True)
    rows = np.arange(3, 30)
    near = nearest(targets, rows, 4)
    for row in rows:
        wanted = sorted((r for r in rows if r != row), key=lambda r: -targets[r] @ targets[row])[:4]
        assert set(near[row]) == set(wanted)
    source, label = np.array(["utk", "utk", "fiw", "utk", "aaf", "aaf"]), np.array(["0.1", "4.0", "F1/MID1", "3.0", "19.1", "20.0"])
    split = Split(np.array([0, 1, 2, 4, 5]), np.array([3]), source, label)
    assert list(repeated(split, 3)) == [0, 0, 0, 1, 2, 4, 4, 4, 5]
    assert list(repeated(split, 2, "fiw,aaf")) == [0, 0, 1, 2, 2, 2, 4, 4, 4, 5, 5, 5]


def more_crops(folder):
    """A folder of 12 more crops as prepare and targets leave it: without maps."""
    rng = np.random.default_rng(1)
    folder.mkdir()
    np.save(folder / "crops.npy", rng.integers(0, 256, (12, 112, 112, 3), dtype=np.uint8))
    vectors = rng.standard_normal((12, 2, 32))
    np.savez(folder / "targets.npz", vectors=(vectors / np.linalg.norm(vectors, axis=2, keepdims=True)).astype(np.float16))
    lines = [f"w{i + 35}\t-\taaf\t{i}.0\t100\t0.9" for i in range(12)]  # w40 is held out
    (folder / "index.tsv").write_text("crop\tshard\tsource\tlabel\tface_width_px\tdetector_score\n" + "\n".join(lines) + "\n")


def test_more_crops_need_no_maps_and_learn_none(state):
    from kith_training.embedder.objective import losses

    more_crops(state / "wide1")
    trainer = Trainer(state, config("wide", extra="wide1"))
    held, elsewhere = trainer.data.split.held_out, trainer.data.split.elsewhere
    assert len(trainer.data.crops) == 52 and held.max() < 40
    assert len(elsewhere) and elsewhere.min() >= 40 and not np.isin(elsewhere, trainer.data.rows).any()
    assert -1 <= trainer.measure()["cosine_elsewhere"] <= 1
    for step in range(6):
        pixels, _, maps, _, _ = trainer.data.batch(trainer.config, step)
        assert len(pixels) == 4 and len({len(m) for m in maps}) == 1 and len(maps[0]) <= 4
    assert np.isfinite(list(trainer.train_step().values())).all()
    trainer.data.rows = np.arange(40, 52)  # a batch of new crops alone: nothing to say about maps
    parts = losses(trainer.config, trainer.data, trainer.model, trainer.adapters, None, trainer.data.batch(trainer.config, 0))
    assert "map7" not in parts and float(parts["vector"].detach()) > 0


def test_a_run_without_maps_reads_none(state):
    for path in state.glob("mbf-*"):
        path.unlink()
    trainer = Trainer(state, config("blind", maps=0.0))
    assert trainer.data.batch(trainer.config, 0)[2] == [] and np.isfinite(list(trainer.train_step().values())).all()
    with pytest.raises(FileNotFoundError):
        Trainer(state, config("seeing"))


def test_two_processes_share_an_epoch():
    rows = np.arange(100, 140)
    seen = np.concatenate([batch_rows(config("x"), rows, step, 2, rank)[0] for step in range(5) for rank in range(2)])
    assert sorted(seen) == list(rows)


def test_the_margin_loss_pulls_and_its_centres_stay(state):
    trainer = Trainer(state, config("people", identity=1.0, identified="utk"))
    before = trainer.people.centres.clone()
    parts = [trainer.train_step()["identity"] for _ in range(6)]
    assert parts[0] > 0 and torch.equal(before, trainer.people.centres)
