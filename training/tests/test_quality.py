import numpy as np
import torch

from kith_training.quality.fit import calibration_error, recalibrate, train_head


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
