"""Which photos must never be trained on: the evaluation's own, told by file name and by look.

Look: difference hash (64 bits) of the picture in its eight turns and mirrorings, so that a copy that was stretched,
turned, mirrored, shrunk, darkened or compressed again is still known.
"""

from collections.abc import Iterable
from pathlib import Path

import cv2
import numpy as np

from ..data.near_duplicates import difference_bits
from .held_out import WIDER_COMMIT, wider_labels
from .sources import list_pictures, read_pictures

NEAR = 6  # bits of 64 that two pictures of the same photo may differ in


def eight_hashes(image: np.ndarray) -> np.ndarray:
    """(8, 64) hashes of the picture turned by quarters, and of its mirror image."""
    small = cv2.resize(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), (72, 72), interpolation=cv2.INTER_AREA)
    return np.array([difference_bits(np.rot90(side, k)) for side in (small, small[:, ::-1]) for k in range(4)])


class Excluded:
    """Knows pictures by name or look: `(name, image) in excluded`."""

    def __init__(self, pictures: Iterable[np.ndarray], names: set[str]):
        """pictures: RGB images of the evaluation; names: file names without folder."""
        self.hashes, self.names = np.array([difference_bits(p) for p in pictures]).reshape(-1, 64), names

    def __contains__(self, pair: tuple[str, np.ndarray]) -> bool:
        name, image = pair
        if Path(name).name in self.names:
            return True
        apart = (eight_hashes(image)[:, None] != self.hashes[None]).sum(-1)
        return bool((apart <= NEAR).any())


def folder_pictures(folder: Path):
    for path in sorted(folder.rglob("*.jpg")):
        image = cv2.imread(str(path))
        if image is not None:
            yield cv2.cvtColor(image, cv2.COLOR_BGR2RGB)


def evaluation_pictures(mirror: Path, shared: Path):
    """RGB: the 200 WIDER photos, AFW, Helen's test half, album-dev and the group photos of cast."""
    repository = mirror / "vishalw-iitk+Widerface_Yolov5"
    yield from (image for _, image in read_pictures(repository, list_pictures(repository, commit=WIDER_COMMIT), WIDER_COMMIT))
    repository = mirror / "Spinkoo+Face-alignement"
    for folder in ("afw/afw/", "helen/testset/"):
        yield from (image for _, image in read_pictures(repository, list_pictures(repository, folder)))
    for folder in ("album-dev", "cast"):
        yield from folder_pictures(shared / "data" / folder)


def evaluation_names(mirror: Path) -> set[str]:
    """File names of all WIDER validation photos and of all of LFW."""
    return set(wider_labels(mirror)) | {Path(n).name for n in list_pictures(mirror / "umass-vis-lfw+umass-vis-lfw.github.io")}


def evaluation(mirror: Path, shared: Path) -> Excluded:
    return Excluded(evaluation_pictures(mirror, shared), evaluation_names(mirror))
