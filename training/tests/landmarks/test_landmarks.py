"""Landmarks: geometry of the crop, mirror order, loss, alignment, export, resume."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
import torch

from kith_training.common.onnx_session import session
from kith_training.landmarks import train as module
from kith_training.landmarks.align import TEMPLATE, aligned, similarity_to
from kith_training.landmarks.data import CROP_SCALE, MIRROR68, Faces, augmented, crop
from kith_training.landmarks.export import count, load_weights, write_onnx
from kith_training.landmarks.losses import landmark_loss
from kith_training.landmarks.model import POINTS, SIDE, Landmarks


def face68(rng=None):
    """A made-up face of 68 points within 192 px, left-right symmetric about x = 95.5."""
    rng = rng or np.random.default_rng(0)
    half = {i: rng.uniform([45, 60], [90, 150]) for i in range(68) if MIRROR68[i] > i}
    points = np.zeros((68, 2), np.float32)
    for i in range(68):
        j = MIRROR68[i]
        if j == i:
            points[i] = [95.5, rng.uniform(60, 150)]
        elif j > i:
            points[i], points[j] = half[i], [191 - half[i][0], half[i][1]]
    return points


def test_mirror_order_is_its_own_inverse_and_keeps_a_symmetric_face():
    assert sorted(MIRROR68) == list(range(68)) and (MIRROR68[MIRROR68] == np.arange(68)).all()
    assert MIRROR68[36] == 45 and MIRROR68[48] == 54 and MIRROR68[30] == 30 and MIRROR68[8] == 8
    points = face68()
    np.testing.assert_allclose((points * [-1, 1] + [191, 0])[MIRROR68], points, atol=1e-4)


def test_crop_is_the_square_around_the_box():
    image = np.zeros((200, 200, 3), np.uint8)
    box = np.array([60.0, 50.0, 100.0, 130.0])
    _, matrix = crop(image, box)
    side = 80 * CROP_SCALE
    corner = matrix[:, :2] @ [80 - side / 2, 90 - side / 2] + matrix[:, 2]
    np.testing.assert_allclose(corner, [-0.5, -0.5], atol=1e-6)


@pytest.mark.parametrize("seed", range(6))
def test_augmented_points_stay_on_the_pixels(seed, monkeypatch):
    monkeypatch.setattr("kith_training.landmarks.data.degrade", lambda image, rng: image)
    monkeypatch.setattr("kith_training.landmarks.data.occlude", lambda image, rng: image)
    points, image = face68(), np.zeros((192, 192, 3), np.uint8)
    cv2.circle(image, [int(round(v)) for v in points[30]], 4, (255, 255, 255), -1)
    picture, shares = augmented(image, points, np.random.default_rng(seed))
    ys, xs = np.nonzero(picture[..., 0] > 100)
    assert np.abs(np.array([xs.mean(), ys.mean()]) - (shares[30] * SIDE - 0.5)).max() < 1.2


def test_loss_is_the_laplace_likelihood():
    output, target = torch.zeros(1, 68, 3), torch.full((1, 68, 2), 0.1)
    output[..., 2] = -2.0
    loss, error = landmark_loss(output, target, steady=0.0)
    assert loss.item() == pytest.approx(0.2 * np.exp(2.0) - 4.0, rel=1e-5)
    assert error.item() == pytest.approx(0.1)


def test_uncertainty_is_best_at_the_mean_error():
    target = torch.full((1, 68, 2), 0.05)
    losses = []
    for log_b in np.log([0.02, 0.05, 0.12]):
        output = torch.zeros(1, 68, 3)
        output[..., 2] = float(log_b)
        losses.append(landmark_loss(output, target)[0].item())
    assert losses[1] < min(losses[0], losses[2])


@pytest.mark.parametrize("degrees", [0, 25, -140])
def test_alignment_undoes_a_similarity(degrees):
    a = np.deg2rad(degrees)
    turned = TEMPLATE @ (1.7 * np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]])).T + [200, 90]
    matrix = similarity_to(turned)
    np.testing.assert_allclose(turned @ matrix[:, :2].T + matrix[:, 2], TEMPLATE, atol=1e-6)


def test_alignment_agrees_with_opencv_and_moves_pixels():
    rng = np.random.default_rng(1)
    points = TEMPLATE * 2 + rng.normal(0, 3, (5, 2)) + 40
    expected, _ = cv2.estimateAffinePartial2D(points, TEMPLATE, method=cv2.LMEDS, refineIters=100)
    assert np.abs(similarity_to(points) @ [*points.mean(0), 1] - TEMPLATE.mean(0)).max() < 1e-6
    assert np.abs(np.linalg.det(similarity_to(points)[:, :2]) - np.linalg.det(expected[:, :2])) < 0.1
    image = np.zeros((300, 300, 3), np.uint8)
    cv2.circle(image, [int(v) for v in points[2]], 6, (255, 255, 255), -1)
    ys, xs = np.nonzero(aligned(image, points)[..., 0] > 100)
    assert np.linalg.norm([xs.mean() - TEMPLATE[2, 0], ys.mean() - TEMPLATE[2, 1]]) < 4


def test_onnx_agrees_with_pytorch_and_the_budget_holds(tmp_path):
    torch.manual_seed(0)
    model = Landmarks()
    [model(torch.randn(4, 3, SIDE, SIDE)) for _ in range(2)]
    torch.save(model.state_dict(), tmp_path / "w.pt")
    write_onnx(load_weights(tmp_path / "w.pt"), tmp_path / "l.onnx")
    x = torch.randn(3, 3, SIDE, SIDE)
    with torch.no_grad():
        expected = model.eval()(x).numpy()
    points, log_b = session(tmp_path / "l.onnx").run(None, {"images": x.numpy()})
    assert points.shape == (3, POINTS, 2) and log_b.shape == (3, POINTS)
    np.testing.assert_allclose(np.concatenate([points, log_b[..., None]], -1), expected, atol=1e-4)
    assert count(Landmarks())[1] <= 60e6


def test_resume_is_the_uninterrupted_run(tmp_path, monkeypatch):
    rng = np.random.default_rng(2)
    faces = Faces([rng.integers(0, 255, (192, 192, 3), np.uint8) for _ in range(3)], np.stack([face68()] * 3))
    monkeypatch.setattr(module, "read_shared", lambda *_: faces)
    config = module.Config(state=tmp_path, steps=4, batch=3, warmup=2, save_seconds=0.0, precision="fp32")
    whole = module.train(replace(config, run="whole"))
    original = module.Batches.__getitem__

    def fails_at_two(self, step):
        if step == 2:
            raise KeyboardInterrupt
        return original(self, step)

    with monkeypatch.context() as patch:
        patch.setattr(module.Batches, "__getitem__", fails_at_two)
        with pytest.raises(KeyboardInterrupt):
            module.train(replace(config, run="part"))
    resumed = module.train(replace(config, run="part"))
    for a, b in zip(whole.parameters(), resumed.parameters()):
        assert torch.equal(a, b)
