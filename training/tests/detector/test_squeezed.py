from pathlib import Path

import numpy as np
import pytest

from kith_training.detector import squeezed
from kith_training.detector.squeezed import WIDTH, boxes_in_pixels, height_of, restored

BOXES = np.array([[100, 50, 40, 60], [500, 300, 20, 25], [900, 10, 30, 0]], np.float32)


def shares_of(boxes: np.ndarray, height: int) -> np.ndarray:
    corners = np.hstack([boxes[:, :2], boxes[:, :2] + boxes[:, 2:]])
    return corners / np.array([WIDTH, height, WIDTH, height], np.float32)


@pytest.mark.parametrize("height", [427, 768, 1536])
def test_height_follows_from_the_tallest_box_that_both_have(height):
    others = shares_of(np.array([[300, 100, 50, 200]], np.float32), height)
    assert height_of(np.vstack([others, shares_of(BOXES, height)[1::-1]]), BOXES) == height


def test_no_box_in_both_is_no_height():
    assert height_of(shares_of(np.array([[300, 100, 50, 200]], np.float32), 700), BOXES) is None
    assert height_of(shares_of(BOXES[2:], 700), BOXES) is None


def test_pictures_come_back_in_the_shape_their_boxes_were_drawn_on(monkeypatch):
    monkeypatch.setattr(squeezed, "boxes_in_pixels", lambda mirror: {"a": BOXES, "b": BOXES, "c": BOXES})
    flat = np.zeros((54, 96, 3), np.uint8)
    drawn = {"x/a.jpg": shares_of(BOXES, 700), "x/b.jpg": np.zeros((0, 15), np.float32), "x/c.jpg": shares_of(BOXES[2:], 700)}
    assert [(n, i.shape) for n, i in restored([(n, flat) for n in drawn], drawn, None)] == [("x/a.jpg", (700, WIDTH, 3))]


def test_a_snapshot_without_the_split_is_named(monkeypatch):
    monkeypatch.setattr(squeezed, "contents", lambda repository, paths: iter([(paths[0], None)]))
    with pytest.raises(FileNotFoundError, match="wider_face_train.mat"):
        boxes_in_pixels(Path("mirror"))
