import numpy as np
import pytest
import torch

from kith_training.detector.prepare import write
from kith_training.quality.faceless import mistaken_crops
from kith_training.quality.fit import calibration_error, recalibrate, train_head
from kith_training.quality.wanted import Bank, Scale, wanted_quality


def test_head_learns_a_known_quality_and_is_calibrated():
    rng = np.random.default_rng(0)
    features = rng.standard_normal((4000, 16)).astype(np.float32) * 3 + 5
    truth = 1 / (1 + np.exp(-(features[:, 0] - 5) / 2))
    wanted = torch.tensor(np.clip(truth + rng.normal(0, 0.1, 4000), 0, 1), dtype=torch.float32)
    head = train_head(torch.tensor(features), wanted, steps=800)
    with torch.no_grad():
        predicted = head(torch.tensor(features))[:, 0].numpy()
    assert np.corrcoef(predicted, truth)[0, 1] > 0.97
    assert calibration_error(predicted, wanted.numpy()) < 0.03


def test_calibration_error_of_a_biased_prediction_is_its_bias():
    wanted = np.random.default_rng(1).random(1000) * 0.5
    assert abs(calibration_error(wanted + 0.2, wanted) - 0.2) < 1e-6


def test_recalibration_undoes_a_shift_of_the_logit():
    rng = np.random.default_rng(2)
    features = torch.tensor(rng.standard_normal((2000, 8)), dtype=torch.float32)
    wanted = torch.sigmoid(features[:, 0])
    head = train_head(features, wanted, steps=600)
    with torch.no_grad():
        head.out.bias += 1.5
        assert calibration_error(head(features)[:, 0].numpy(), wanted.numpy()) > 0.15
    recalibrate(head, features, wanted)
    with torch.no_grad():
        assert calibration_error(head(features)[:, 0].numpy(), wanted.numpy()) < 0.03


def test_quality_is_likeness_to_the_target_times_distinctness_from_strangers():
    scale = Scale(low=0.2, high=0.8, usual=0.25, worst=0.35)
    cosines, nearness = torch.tensor([0.9, 0.5, 0.5, 0.9, 0.1]), torch.tensor([0.2, 0.2, 0.3, 0.36, 0.2])
    assert wanted_quality(cosines, nearness, scale).tolist() == pytest.approx([1, 0.5, 0.25, 0, 0])


def test_strangers_are_those_of_other_sources_and_the_nearest_thousandth_counts():
    rng = np.random.default_rng(3)
    unit = torch.nn.functional.normalize(torch.tensor(rng.standard_normal((3001, 32)), dtype=torch.float32))
    source = torch.tensor([1] * 1000 + [2] * 2001)
    unit[0], unit[1000] = unit[3000], unit[3000]  # one of source 1 and another of source 2 look like the last
    looked = unit[[0, 3000, 5]]
    nearness = Bank(unit, source).nearness(looked, source[[0, 3000, 5]])
    cosines = looked @ unit.T  # the same product, so that the last bits are the same on every processor
    others = cosines[0, 1000:].sort(descending=True).values
    assert others[1] > 0.99 and nearness[0] == others[2] < 0.9  # of 2,001 strangers two may be as near as they like
    assert nearness[1] == cosines[1, :1000].sort(descending=True).values[1] < 0.9
    assert nearness[2] == cosines[2, 1000:].sort(descending=True).values[2]


def test_what_is_taken_for_a_face_is_cut_as_a_face_is(tmp_path, upright):
    image = np.full((200, 200, 3), 20, np.uint8)
    image[100:160, 120:180] = (250, 0, 0)
    write(tmp_path / "urban", ((f"{k}.jpg", image) for k in range(20)), 200, lambda *_: np.zeros((0, 15), np.float32))
    assert mistaken_crops(tmp_path, upright, 9).shape == (0, 112, 112, 3)
    find = np.array([120, 100, 180, 160, *[150, 130] * 5, 0.6], np.float32)
    np.savez(tmp_path / "urban.mistaken.npz", photo=np.arange(20), rows=np.tile(find, (20, 1)))
    crops = mistaken_crops(tmp_path, upright, 9)
    assert crops.shape == (9, 112, 112, 3) and crops[0, 56, 56].tolist() == [250, 0, 0]
    assert len(mistaken_crops(tmp_path, upright, 99)) == 16  # every fifth photo is kept apart
