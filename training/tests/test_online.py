"""Batches taught on the device: same teachers as the stored answers, mixed crops, a tiny run that learns and resumes."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest
import torch

from kith_training.data import teachers
from kith_training.embedder import online
from kith_training.embedder.config import Config
from kith_training.embedder.identity import IdentityMargin
from kith_training.embedder.teachers import Teachers
from kith_training.embedder.trainer import Trainer

MODELS = Path(__file__).resolve().parents[3] / "shared" / "models"


class Brightness(torch.nn.Module):
    """A made-up teacher: the vector is the crop at 4x8, the maps are its grey at their sides."""

    def __init__(self, *_):
        super().__init__()

    def forward(self, pixels):
        grey = pixels.mean(1, keepdim=True)
        vector = torch.nn.functional.adaptive_avg_pool2d(grey, (4, 8)).flatten(1)
        maps = [torch.nn.functional.adaptive_avg_pool2d(grey, side).permute(0, 2, 3, 1).expand(-1, -1, -1, 4) for side in (28, 14, 7)]
        return torch.nn.functional.normalize(vector), [25.4 * m for m in maps]


def test_mixed_crops_are_made_of_two_and_the_rest_is_untouched():
    crops = torch.rand(200, 3, 112, 112) * 255
    out, mixed = online.mix(crops, 0.4, np.random.default_rng(0))
    assert 0.25 < mixed.mean() < 0.55
    same = (out == crops).flatten(1).all(1).numpy()
    assert same[~mixed].all() and same[mixed].mean() < 0.05  # a crop may be its own neighbour in the shuffle
    assert out.min() >= 0 and out.max() <= 255


def test_an_online_run_resumes_to_the_same_weights(state, monkeypatch):
    monkeypatch.setattr(online, "Teachers", Brightness)
    more = {"shape": "tiny", "steps": 6, "batch": 8, "warm": 2, "teach": "online", "mix": 0.3, "contrast": 1.0, "bank": 16, "neighbours": 2}
    whole, first = (Trainer(state, Config(run=run, **more)) for run in ("whole", "parts"))
    assert whole.data.targets.shape == (40, 1, 32) and whole.data.near.shape == (40, 2)
    for _ in range(6):
        whole.train_step()
    for _ in range(2):
        first.train_step()
    first.checkpoint()
    second = Trainer(state, Config(run="parts", **more))
    for _ in range(4):
        second.train_step()
    assert all(torch.equal(a, b) for a, b in zip(whole.average.state_dict().values(), second.average.state_dict().values(), strict=True))
    assert "cosine" in second.measure()


def test_loss_of_an_online_run_falls(state, monkeypatch):
    monkeypatch.setattr(online, "Teachers", Brightness)
    more = {"warm": 5, "maps": 0, "relation": 0, "strength_from": 10**9, "teach": "online", "mix": 0.2}
    trainer = Trainer(state, Config(run="fall", shape="tiny", steps=60, batch=8, **more))
    losses = [trainer.train_step()["vector"] for _ in range(50)]
    assert np.mean(losses[-5:]) < np.mean(losses[:3]) - 0.15


def test_nearest_on_the_device_is_nearest(state, monkeypatch):
    from kith_training.embedder.neighbours import nearest

    monkeypatch.setattr(online, "Teachers", Brightness)
    data = online.OnlineData(state, Config(run="x", batch=8, teach="online", neighbours=3), "cpu")
    wanted = nearest(data.targets[:, 0], data.split.train, 3)
    assert [set(row) for row in data.near] == [set(row) for row in wanted]


def test_a_row_of_minus_one_is_nobody():
    people = IdentityMargin(np.array([0, 0, 1, 1]), np.eye(4, dtype=np.float32))
    student = torch.randn(2, 4)
    assert people(student, np.array([-1, -1])) == 0
    assert torch.allclose(people(student, np.array([2, -1])), people(student[:1], np.array([2])))


@pytest.mark.skipif(not MODELS.exists() or not importlib.util.find_spec("onnx2torch"), reason="../shared/models or onnx2torch is missing")
def test_teachers_on_the_device_say_what_is_stored(tmp_path):
    crops = np.random.default_rng(0).integers(0, 256, (5, 112, 112, 3), np.uint8)
    loaded = [teachers.TEACHERS[name] for name in ("mbf", "edgeface")]
    (mbf, stored), (edgeface, _) = (load(MODELS / file)(crops) for file, load, _ in loaded)
    axes = {f"{name}.axes": np.eye(m.shape[-1], dtype=np.float32)[:, :8] for name, m in stored.items()}
    means = {f"{name}.mean": np.zeros(m.shape[-1], np.float32) for name, m in stored.items()}
    np.savez(tmp_path / "mbf-maps.npz", **axes, **means, **{f"{name}.scale": np.full(8, 0.1, np.float32) for name in stored})
    offset = np.linspace(-0.02, 0.02, 1024, dtype=np.float32)
    np.savez(tmp_path / "targets.npz", axes=np.eye(1024, dtype=np.float32), offset=offset)
    target, maps = Teachers(MODELS, tmp_path, 8, "cpu")(teachers.to_input(crops))
    for ours, theirs in zip(maps, stored.values(), strict=True):
        assert (ours - (theirs[..., :8] / 0.1).clamp(-127, 127)).abs().mean() < 1
    wanted = torch.cat([torch.nn.functional.normalize(v) for v in (mbf, edgeface)], 1) / 2**0.5 - torch.from_numpy(offset)
    assert (target * torch.nn.functional.normalize(wanted)).sum(1).min() > 0.995
