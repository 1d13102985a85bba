"""Losses against values worked out by hand or by another implementation."""

import math

import pytest
import torch
from torchvision.ops import distance_box_iou_loss

from kith_training.detector.losses import detection_loss, diou_loss, ignored_cells, quality_focal
from kith_training.detector.model import cell_origins


def test_quality_focal_is_the_published_formula():
    logit, target = torch.tensor(0.4), torch.tensor(0.7)
    p = 1 / (1 + math.exp(-0.4))
    expected = abs(0.7 - p) ** 2 * -(0.3 * math.log(1 - p) + 0.7 * math.log(p))
    assert quality_focal(logit, target).item() == pytest.approx(expected, rel=1e-5)


def test_quality_focal_vanishes_only_at_the_target():
    target = torch.tensor(0.3)
    at_target = quality_focal(torch.logit(target), target)
    assert at_target.item() == pytest.approx(0, abs=1e-9)
    assert quality_focal(torch.logit(target) + 1, target) > 1e-3


def test_diou_agrees_with_torchvision():
    generator = torch.Generator().manual_seed(3)
    corners = torch.rand(64, 2, 2, generator=generator) * 100
    extents = torch.rand(64, 2, 2, generator=generator) * 60 + 1
    a, b = (torch.cat([corners[:, k], corners[:, k] + extents[:, k]], -1) for k in (0, 1))
    torch.testing.assert_close(diou_loss(a, b), distance_box_iou_loss(a, b), rtol=1e-4, atol=1e-4)


def face_row(x1, y1, x2, y2, score=1.0):
    points = [x1, y1, x2, y1, (x1 + x2) / 2, (y1 + y2) / 2, x1, y2, x2, y2]
    return torch.tensor([x1, y1, x2, y2, *points, score])


def exact_outputs(row, origins, strides, logit):
    """What a perfect head says everywhere about one face."""
    s = strides[:, None]
    box = torch.cat([(origins - row[:2]) / s, (row[2:4] - origins) / s], 1)
    points = ((row[4:14].view(1, 5, 2) - origins[:, None]) / s[..., None]).flatten(1)
    return torch.cat([logit[:, None], box, points], 1)[None]


def test_perfect_geometry_costs_nothing():
    origins, strides = cell_origins(64, 64)
    row = face_row(16, 16, 40, 44)
    flat = exact_outputs(row, origins, strides, torch.full((len(origins),), -2.0))
    _, parts = detection_loss(flat, origins, strides, row[None, None], torch.tensor([1]))
    assert parts["positives"] > 0
    assert parts["box"] == pytest.approx(0, abs=1e-5)
    assert parts["points"] == pytest.approx(0, abs=1e-5)
    assert parts["score"] > 0


def test_doubtful_faces_are_neither_taught_nor_punished():
    origins, strides = cell_origins(64, 64)
    sure = torch.full((len(origins),), -12.0)
    inside = ((origins > 8) & (origins < 56)).all(-1)
    flat = exact_outputs(face_row(16, 16, 48, 48), origins, strides, torch.where(inside, 3.0, sure))
    doubtful, counts = face_row(16, 16, 48, 48, score=0.4)[None, None], torch.tensor([1])
    total, parts = detection_loss(flat, origins, strides, doubtful, counts)
    punished, _ = detection_loss(flat, origins, strides, doubtful, torch.tensor([0]))
    assert parts["positives"] == 0
    assert total.item() < 1e-3 < punished.item()


def test_ignored_cells_cover_the_region_and_one_stride_more():
    origins, strides = cell_origins(64, 64)
    hit = ignored_cells(origins, strides, torch.tensor([[[24.0, 24.0, 32.0, 32.0]]]), torch.tensor([[True]]))[0]
    fine = hit[strides == 8].view(8, 8)
    assert fine[3:5, 3:5].all() and not fine[:2].any() and not fine[:, 6:].any()
