import cv2
import numpy as np

from kith_training.data.near_duplicates import Seen
from kith_training.data.sources import fiw_label, is_reserved, utk_label


def scene(seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return cv2.resize(rng.integers(0, 256, (12, 12, 3), dtype=np.uint8), (112, 112), interpolation=cv2.INTER_CUBIC)


def test_a_recompressed_brighter_copy_is_seen_and_another_face_is_not():
    seen = Seen()
    assert all(seen.add(scene(i)) for i in range(50))
    _, data = cv2.imencode(".jpg", scene(7), [cv2.IMWRITE_JPEG_QUALITY, 60])
    copy = np.clip(cv2.imdecode(data, cv2.IMREAD_COLOR) * 0.9 + 12, 0, 255).astype(np.uint8)
    assert not seen.add(copy)
    assert seen.add(scene(999))


def test_labels_follow_the_form_of_train_crops():
    assert utk_label("data/UTKFace/labeled/4.0/26_1_2_2017.jpg.chip.jpg") == "4.0"
    assert utk_label("data/UTKFace/unlabeled/26_1_2_20170104.jpg.chip.jpg") is None
    assert fiw_label("data/train/F0601/MID6/P06_face3.jpg") == "F0601/MID6"
    assert fiw_label("data/test/face1.jpg") is None


def test_a_reserved_family_is_reserved_with_all_its_members():
    reserved = {("fiw", "F0007"), ("celeba", "7202")}
    assert is_reserved("fiw", "F0007/MID3", reserved)
    assert is_reserved("celeba", "7202", reserved)
    assert not is_reserved("utk", "7202", reserved)
