"""Hints: what is learned from the teacher's maps, and that nothing of it is left in what is exported."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from kith_training.detector import train as training
from kith_training.detector.export import load_weights
from kith_training.detector.hints import CHANNELS, HintTeacher, Taught, fit_adapters, hint_loss
from kith_training.detector.model import STRIDES, Detector
from kith_training.detector.reference import OnnxDetector

from .test_train import config, state, weights  # noqa: F401

SCRFD = Path(__file__).resolve().parents[4] / "shared/models/scrfd_2.5g_kps_dynamic.onnx"


def answer(batch: int, side: int) -> list[tuple[torch.Tensor, torch.Tensor]]:
    maps = [(batch, CHANNELS, side // s, side // s) for s in STRIDES]
    return [(torch.randn(m), torch.rand(m[0], 1, *m[2:])) for m in maps]


def test_nothing_is_missed_by_the_same_map_and_all_of_it_by_its_mean():
    torch.manual_seed(0)
    (tower, score), *_ = answer(3, 256)
    assert hint_loss(tower, tower, score).item() == 0
    weight = 0.03 + torch.nn.functional.max_pool2d(score, 3, 1, 1)
    mean = (tower * weight).sum((0, 2, 3), keepdim=True) / weight.sum()
    assert hint_loss(mean.expand_as(tower), tower, score).item() == pytest.approx(1, abs=1e-4)


def test_what_the_teacher_sees_a_face_in_counts_more():
    torch.manual_seed(1)
    (tower, _), *_ = answer(1, 256)
    score, there, elsewhere = torch.zeros(1, 1, 32, 32), torch.zeros_like(tower), torch.zeros_like(tower)
    score[..., 10, 10] = there[..., 10, 10] = elsewhere[..., 25, 25] = 1
    assert hint_loss(tower + there, tower, score) > 20 * hint_loss(tower + elsewhere, tower, score)


def test_adapters_begin_as_the_best_line():
    torch.manual_seed(2)
    model = Taught().eval()
    matrices = [torch.randn(CHANNELS, 64) for _ in STRIDES]
    pictures = torch.randn(2, 3, 128, 128)
    with torch.no_grad():
        towers = model.towers(pictures)
        wanted = [torch.einsum("oc,bchw->bohw", m, t) + 2 for m, t in zip(matrices, towers)]
        fit_adapters(model, [(pictures, [(w, torch.ones_like(w[:, :1])) for w in wanted])], ridge=1e-9)
        for given, want in zip(model(pictures)[1], wanted):
            assert hint_loss(given, want, torch.ones_like(want[:, :1])) < 0.02


def test_a_hinted_run_fits_its_adapters_once_keeps_its_norms_and_is_exported_without_them(state, monkeypatch):  # noqa: F811
    fitted = []
    monkeypatch.setattr(training, "HintTeacher", lambda *_: lambda pictures: seeded(pictures))
    monkeypatch.setattr(training, "fit_adapters", lambda model, batches: fitted.append(len(list(batches))))
    hinted = replace(config(state), run="hinted", hints=0.5, frozen_norms=True)
    begun = training.train(replace(hinted, steps=2))
    went_on = training.train(hinted)
    assert fitted == [12] and not torch.equal(weights(begun), weights(went_on))
    assert all(torch.equal(v, Detector().state_dict()[k]) for k, v in went_on.state_dict().items() if "running" in k)
    exported = load_weights(state / "runs/hinted/last.pt")
    assert exported.state_dict().keys() == Detector().state_dict().keys()
    plain = training.train(replace(config(state), run="plain", start=str(state / "runs/hinted/last.pt"), steps=1))
    assert not hasattr(plain, "adapters")


def seeded(pictures: torch.Tensor):
    torch.manual_seed(int(pictures.sum()) % 1000)
    return answer(len(pictures), pictures.shape[1])


def test_weights_of_another_net_are_refused(state, tmp_path):  # noqa: F811
    torch.save({"other": torch.zeros(1)}, tmp_path / "other.pt")
    with pytest.raises(ValueError, match="other weights"):
        training.train(replace(config(state), run="refused", start=str(tmp_path / "other.pt")))


@pytest.mark.skipif(not SCRFD.exists(), reason="needs scrfd_2.5g of ../shared/models")
def test_the_teachers_answer_is_that_of_the_detector_it_is():
    picture = np.random.default_rng(0).integers(0, 256, (2, 128, 160, 3), np.uint8)
    found = HintTeacher(SCRFD)(torch.from_numpy(picture))
    assert [tuple(t.shape) for t, _ in found] == [(2, CHANNELS, 128 // s, 160 // s) for s in STRIDES]
    rows = OnnxDetector(SCRFD, "scrfd").raw(picture[1], 0.0)
    assert max(s[1].max().item() for _, s in found) == pytest.approx(rows[:, 14].max(), rel=1e-4)


@pytest.mark.skipif(not SCRFD.exists(), reason="needs scrfd_2.5g of ../shared/models")
def test_in_bfloat16_the_teacher_says_nearly_the_same():
    pictures = torch.from_numpy(np.random.default_rng(1).integers(0, 256, (2, 128, 160, 3), np.uint8))
    for (half, _), (full, score) in zip(HintTeacher(SCRFD, bf16=True)(pictures), HintTeacher(SCRFD)(pictures)):
        assert hint_loss(half, full, score) < 0.01


@pytest.mark.skipif(not SCRFD.exists(), reason="needs scrfd_2.5g of ../shared/models")
def test_labels_in_bfloat16_are_within_a_hundredth_of_a_score_and_a_pixel():
    picture = np.random.default_rng(2).integers(0, 256, (96, 160, 3), np.uint8)
    full, half = (OnnxDetector(SCRFD, "scrfd", bf16=bf16).raw(picture, 0.0) for bf16 in (False, True))
    assert full.shape == half.shape and np.abs(full[:, 14] - half[:, 14]).max() < 0.01
    assert np.abs(full[:, :14] - half[:, :14]).mean() < 1
