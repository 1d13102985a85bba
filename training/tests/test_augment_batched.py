"""The batched degradation does what the one at a time does."""

import cv2
import numpy as np
import torch

from kith_training.augment import batched
from kith_training.augment.batched_jpeg import jpeg
from kith_training.augment.degrade import CHANCES, SIDE, degrade


def smooth_crops(count: int, seed: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    small = rng.integers(0, 256, (count, 14, 14, 3), np.uint8)
    return np.stack([cv2.resize(c, (SIDE, SIDE), interpolation=cv2.INTER_CUBIC) for c in small])


def to_tensor(crops: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(crops).permute(0, 3, 1, 2).float()


def to_crops(pixels: torch.Tensor) -> np.ndarray:
    return pixels.permute(0, 2, 3, 1).numpy()


def test_shares_are_those_of_one_at_a_time():
    assert [c.__name__ for c in batched.CHANGES] == [c.__name__ for c, _ in CHANCES]


def test_shrink_equals_opencv():
    crops = smooth_crops(4)
    for index, (side, up) in enumerate(((14, cv2.INTER_LINEAR), (31, cv2.INTER_LINEAR), (40, cv2.INTER_CUBIC), (64, cv2.INTER_CUBIC))):
        small = cv2.resize(crops[index], (side, side), interpolation=cv2.INTER_AREA)
        want = cv2.resize(small, (SIDE, SIDE), interpolation=up)
        matrix = batched.shrink_matrices(torch.device("cpu"))[side - 14 + 51 * (up == cv2.INTER_CUBIC)]
        got = to_crops((matrix @ to_tensor(crops[index : index + 1]) @ matrix.T).clamp(0, 255))[0]
        assert np.abs(got - want).max() < 2.5 and np.abs(got - want).mean() < 0.5


def test_jpeg_is_near_libjpeg():
    crops = smooth_crops(6)
    for quality in (15, 50, 79):
        got = to_crops(jpeg(to_tensor(crops), torch.full((6,), float(quality))))
        for ours, crop in zip(got, crops, strict=True):
            data = cv2.imencode(".jpg", crop[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
            theirs = cv2.imdecode(data, cv2.IMREAD_COLOR)[:, :, ::-1].astype(np.float32)
            loss = np.abs(theirs - crop).mean()
            assert np.abs(ours - theirs).mean() < 0.35 * loss + 1.0


def test_every_change_keeps_shape_and_range_and_changes_something():
    crops = to_tensor(smooth_crops(8))
    for change in batched.CHANGES:
        out = change(crops.clone(), np.random.default_rng(1))
        assert out.shape == crops.shape and out.isfinite().all(), change.__name__
        assert out.min() >= 0 and out.max() <= 255.5, change.__name__
        moved = (out - crops).abs().mean()
        assert 0.5 < moved < 80, (change.__name__, float(moved))


def test_jitter_is_small_and_centred():
    crops = to_tensor(smooth_crops(64))
    out = batched.jitter(crops, np.random.default_rng(2))
    at = torch.arange(SIDE).float()
    light = out.mean(1) + 1
    drift = (light * at).sum((1, 2)) / light.sum((1, 2)) - ((crops.mean(1) + 1) * at).sum((1, 2)) / (crops.mean(1) + 1).sum((1, 2))
    assert drift.mean().abs() < 0.6


def test_follows_from_the_generator_and_strength():
    crops = to_tensor(smooth_crops(16))
    one, two = (batched.degrade_batch(crops, np.random.default_rng(3)) for _ in range(2))
    assert torch.equal(one, two)
    assert torch.equal(batched.degrade_batch(crops, np.random.default_rng(3), 0), crops)
    assert not torch.equal(one, crops)


def test_crops_may_be_misaligned_more_often_than_the_strength_says():
    crops = smooth_crops(400)
    rng = np.random.default_rng(4)
    one_by_one = np.mean([not np.array_equal(crop, degrade(crop, rng, 0.2, 0.6)) for crop in crops])
    together = (batched.degrade_batch(to_tensor(crops), rng, 0.2, 0.6) != to_tensor(crops)).flatten(1).any(1).float().mean()
    assert 0.6 <= one_by_one < 0.8 and 0.6 <= together < 0.8  # .6 misaligned, a quarter of all changed otherwise
