"""Training: the same seed gives the same run, and an interrupted run is the run that was not."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace

import numpy as np
import pytest
import torch

from kith_training.detector.export import save_half
from kith_training.detector.prepare import write
from kith_training.common.schedule import learning_rate, optimizer_of
from kith_training.detector.train import Batches, Config, train


@pytest.fixture(scope="module")
def state(tmp_path_factory):
    """A cache of six noise pictures, four with one 'face', two without."""
    folder, rng = tmp_path_factory.mktemp("state"), np.random.default_rng(0)
    pictures = [(f"{k}.jpg", rng.integers(0, 255, (96, 120, 3), np.uint8)) for k in range(6)]
    face = np.array([[30, 30, 60, 66, 38, 42, 52, 42, 45, 50, 39, 57, 51, 57, 0.9]], np.float32)
    rows = iter([face, face, face, face, face[:0], face[:0]])
    write(folder / "cache/noise", iter(pictures), 120, lambda _, image: next(rows))
    return folder


def config(state, **changes):
    base = Config(state=state, sources="noise", steps=4, batch=2, warmup=2, sides="96:1", save_seconds=1e9, precision="fp32")
    return replace(base, **changes)


def weights(model):
    return torch.cat([p.detach().flatten() for p in model.parameters()])


def test_batches_depend_on_seed_and_step_alone(state):
    first, again, other = Batches(config(state)), Batches(config(state)), Batches(config(state, seed=2))
    [torch.testing.assert_close(a, b) for a, b in zip(first[3], again[3])]
    assert not torch.equal(first[3][0], other[3][0]) and not torch.equal(first[3][0], first[2][0])


def test_same_seed_same_weights(state):
    a, b = (train(config(state, run=name)) for name in ("a", "b"))
    assert torch.equal(weights(a), weights(b))


@pytest.mark.parametrize("optimizer", ["adamw", "muon"])
def test_a_resumed_run_is_the_uninterrupted_run(state, monkeypatch, optimizer):
    whole = train(config(state, run=f"whole-{optimizer}", optimizer=optimizer))
    part = config(state, run=f"part-{optimizer}", save_seconds=0.0, optimizer=optimizer)
    original = Batches.__getitem__

    def fails_at_two(self, step):
        if step == 2:
            raise KeyboardInterrupt
        return original(self, step)

    with monkeypatch.context() as patch:
        patch.setattr(Batches, "__getitem__", fails_at_two)
        with pytest.raises(KeyboardInterrupt):
            train(part)
    assert torch.equal(weights(whole), weights(train(part)))


def test_asked_to_end_with_all_its_processes_a_run_saves(state):
    options = {"run": "asked", "sources": "noise", "steps": 10**6, "batch": 2, "sides": "96:1", "precision": "fp32", "workers": 1}
    command = [sys.executable, "-m", "kith_training.detector.train", "--state", str(state), *(f"--{k}={v}" for k, v in options.items())]
    folder = state / "runs/asked"
    process = subprocess.Popen(command, start_new_session=True)
    try:
        while process.poll() is None and not (folder / "log.jsonl").exists():
            time.sleep(0.1)
        os.killpg(process.pid, signal.SIGTERM)
        assert process.wait(30) == 0
    finally:
        process.kill()
    assert torch.load(folder / "last.pt", weights_only=False)["step"] >= 100


def test_muon_moves_dense_weights_alone():
    dense, depthwise = torch.nn.Conv2d(4, 8, 1, bias=False), torch.nn.Conv2d(8, 8, 3, groups=8, bias=False)
    model = torch.nn.Sequential(dense, depthwise, torch.nn.BatchNorm2d(8))
    parts = optimizer_of(model, Config(optimizer="muon")).parts
    assert [p for group in parts[0].param_groups for p in group["params"]] == [dense.weight]
    assert sum(len(group["params"]) for group in parts[1].param_groups) == 3
    assert len(optimizer_of(model, Config()).parts) == 1


def test_learning_rate_rises_then_falls_to_one_percent(state):
    c = config(state, steps=1000, warmup=100)
    rates = [learning_rate(c, s) for s in range(1000)]
    assert rates[0] == pytest.approx(c.rate / 100) and max(rates) == pytest.approx(c.rate)
    assert rates[-1] == pytest.approx(c.rate * 0.01, rel=0.01)
    assert all(a >= b for a, b in zip(rates[100:], rates[101:]))


def test_a_new_run_begins_with_given_weights(state, tmp_path):
    whole = train(config(state, run="seed"))
    save_half(whole, tmp_path / "half.pt")
    begun = train(config(state, run="begun", start=str(tmp_path / "half.pt"), steps=0))
    torch.testing.assert_close(weights(begun), weights(whole), rtol=2e-3, atol=1e-4)
