"""Assignment: every teachable face finds cells, at its scale, near its centre."""

import pytest
import torch

from kith_training.detector.assign import RANGES, assign, pair_iou, prior
from kith_training.detector.model import cell_origins


def run(boxes, side=256, scores=None, predicted=None, valid=None):
    origins, strides = cell_origins(side, side)
    boxes = torch.tensor(boxes).view(1, -1, 4)
    scores = torch.full((1, len(origins)), 0.01) if scores is None else scores
    predicted = torch.cat([origins - 2 * strides[:, None], origins + 2 * strides[:, None]], 1)[None] if predicted is None else predicted
    valid = torch.ones(boxes.shape[:2], dtype=torch.bool) if valid is None else valid
    owner, target = assign(origins, strides, scores, predicted, boxes, valid)
    return origins, strides, owner[0], target[0]


@pytest.mark.parametrize("size", [6, 8, 11, 16, 24, 40, 57, 80, 130, 220, 400])
@pytest.mark.parametrize("shift", [0.0, 3.7, 6.1])
def test_every_face_finds_a_cell_at_a_level_that_suits_it(size, shift):
    low = 128 + shift - size / 2
    _, strides, owner, target = run([[low, low, low + size, low + size]])
    levels = strides[owner == 0].unique().tolist()
    assert levels, "nobody answers for the face"
    assert all(RANGES[int(s)][0] <= size < RANGES[int(s)][1] for s in levels)
    assert ((target > 0) == (owner >= 0)).all() and target.max() <= 1


def test_owners_lie_near_the_centre():
    origins, strides, owner, _ = run([[40.0, 60.0, 100.0, 130.0]])
    mine = owner == 0
    assert ((origins[mine] - torch.tensor([70.0, 95.0])).abs().amax(-1) <= 1.5 * strides[mine]).all()


def test_two_faces_share_no_cell_and_both_are_found():
    _, _, owner, _ = run([[40.0, 40.0, 60.0, 60.0], [52.0, 44.0, 72.0, 64.0]])
    assert {0, 1} <= set(owner.tolist())


def test_padding_rows_own_nothing():
    valid = torch.tensor([[True, False]])
    _, _, owner, _ = run([[40.0, 40.0, 60.0, 60.0], [100.0, 100.0, 140.0, 140.0]], valid=valid)
    assert set(owner.tolist()) == {-1, 0}


def test_better_predictions_win_more_cells_and_a_higher_target():
    box = [40.0, 40.0, 72.0, 72.0]
    origins, strides = cell_origins(256, 256)
    good = torch.tensor(box).expand(1, len(origins), 4)
    _, _, poor_owner, poor_target = run([box], predicted=good * 0 + torch.tensor([0.0, 0, 9, 9]))
    _, _, good_owner, good_target = run([box], predicted=good)
    assert (good_owner == 0).sum() > (poor_owner == 0).sum()
    assert good_target.max() == pytest.approx(1.0)
    assert poor_target.max() == pytest.approx(0.4)


def test_prior_is_zero_outside_the_range_of_a_level():
    origins, strides = cell_origins(256, 256)
    weight = prior(origins, strides, torch.tensor([[[100.0, 100.0, 110.0, 110.0]]]))[0, 0]
    assert weight[strides > 8].max() == 0 and weight[strides == 8].max() > 0.1


def test_pair_iou():
    a, b = torch.tensor([0.0, 0, 10, 10]), torch.tensor([5.0, 0, 15, 10])
    assert pair_iou(a, b).item() == pytest.approx(50 / 150)
    assert pair_iou(a, a + 100).item() == 0
