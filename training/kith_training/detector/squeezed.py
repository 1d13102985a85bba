"""Pictures of WIDER FACE that somebody squeezed to one shape, brought back to the shape their boxes were drawn on."""

import io
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from scipy.io import loadmat

from ..data.git_files import contents

WIDTH = 1024  # px, of every photo of WIDER FACE (Yang et al. 2016)
SPLIT = "lyh-888+widerface_yolo", "YOLO-FaceV2-master/data/widerface/wider_face_split/wider_face_train.mat"


def boxes_in_pixels(mirror: Path) -> dict[str, np.ndarray]:
    """Boxes (n, 4) of x, y, width, height in pixels by the photo's name without its ending, of WIDER's training half."""
    folder, path = SPLIT
    [(_, split)] = contents(mirror / folder, [path])
    if split is None:
        raise FileNotFoundError(f"{folder}: {path} is not in it")
    table = loadmat(io.BytesIO(split))
    pairs = zip(table["file_list"].ravel(), table["face_bbx_list"].ravel(), strict=True)
    return {str(name[0][0]): boxes[0].astype(np.float32) for names, lists in pairs for name, boxes in zip(names, lists, strict=True)}


def height_of(shares: np.ndarray, boxes: np.ndarray) -> int | None:
    """Height in pixels of the photo in which `shares` (n, 4: left, top, right, bottom in shares of the sides) are `boxes`.

    From the tallest box that both have, by its left and right. None where no box is in both.
    """
    sides = np.stack([boxes[:, 0], boxes[:, 0] + boxes[:, 2]], 1) / WIDTH
    far = np.abs(shares[:, None, [0, 2]] - sides[None]).max(2) * WIDTH
    far[:, boxes[:, 3] <= 0] = np.inf
    same = [(i, j) for i, j in enumerate(far.argmin(1)) if far[i, j] < 1 and shares[i, 3] > shares[i, 1]]
    if not same:
        return None
    i, j = max(same, key=lambda pair: boxes[pair[1], 3])
    return round(float(boxes[j, 3] / (shares[i, 3] - shares[i, 1])))


def restored(pictures, drawn: dict[str, np.ndarray], mirror: Path) -> Iterator[tuple[str, np.ndarray]]:
    """(name, picture) in WIDER's own shape; a picture whose shape cannot be told is passed over."""
    boxes = boxes_in_pixels(mirror)
    for name, image in pictures:
        height = height_of(drawn[name][:, :4], boxes[Path(name).stem]) if len(drawn[name]) else None
        if height is not None:
            yield name, cv2.resize(image, (WIDTH, height), interpolation=cv2.INTER_LINEAR)
