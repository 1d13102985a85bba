"""families-dev: strangers, relatives, and faces shrunk to 20 px. For reporting only.

    python -m kith_training.evaluate.families --state STATE --shared ../shared \
        --out ../evaluation/results/embedder.csv mbf edgeface-xs ../models/embedder-small.onnx

tar_unrelated: genuine pairs above the threshold that 1e-3 of unrelated pairs pass.
tar_relatives: the same, at 1 % of the pairs of different members of one family.
tar_20px: at 1 % of unrelated pairs, both faces shrunk to 20 px (area) and brought back (bilinear).
tar_20px_probe: the same with one face of each pair as it was.
"""

from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from kith_training.evaluate.command import measure_each
from kith_training.evaluate.verification import labelled_pairs, tar_at_far


def read_families(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    """uint8 crops [n, 112, 112, 3] and labels 'family/person'."""
    files = sorted(p for p in folder.rglob("*") if p.suffix in {".webp", ".jpg", ".png"})
    if not files:
        raise FileNotFoundError(f"{folder}: no crops below it")
    crops = np.stack([np.asarray(Image.open(p).convert("RGB")) for p in files])
    return crops, np.array([f"{p.parent.parent.name}/{p.parent.name}" for p in files])


def shrink_to(crops: np.ndarray, side: int) -> np.ndarray:
    small = [cv2.resize(c, (side, side), interpolation=cv2.INTER_AREA) for c in crops]
    return np.stack([cv2.resize(c, (112, 112), interpolation=cv2.INTER_LINEAR) for c in small])


def families_figures(embed, state: Path, shared: Path) -> dict[str, float]:
    crops, label = read_families(shared / "data" / "families-dev")
    clean, small = embed(crops), embed(shrink_to(crops, 20))
    genuine, kin, unrelated = labelled_pairs(clean, clean, label)
    both, _, both_unrelated = labelled_pairs(small, small, label)
    one, _, one_unrelated = labelled_pairs(clean, small, label)
    return {
        "tar_unrelated@1e-3": tar_at_far(genuine, unrelated, 1e-3),
        "tar_unrelated@1e-4": tar_at_far(genuine, unrelated, 1e-4),
        "tar_relatives@1e-2": tar_at_far(genuine, kin, 1e-2),
        "tar_20px@1e-2": tar_at_far(both, both_unrelated, 1e-2),
        "tar_20px_probe@1e-2": tar_at_far(one, one_unrelated, 1e-2),
    }


if __name__ == "__main__":
    measure_each(__doc__, "families-dev", families_figures)
