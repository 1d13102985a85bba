"""The faces no training crop may resemble: those of the people that Kith is reported on."""

from pathlib import Path

import numpy as np

from kith_training.data.faces import SMALLEST, decode, faces_in
from kith_training.data.git_files import read_files
from kith_training.data.scrfd import Scrfd
from kith_training.data.source_table import known_sources
from kith_training.data.sources import is_reserved, photos_of
from kith_training.evaluate.families import read_families
from kith_training.evaluate.references import OnnxEmbedder


def photos_to_avoid(mirror: Path, shared: Path, reserved: set[tuple[str, str]]):
    """album-dev's photos, then every photo of a reserved person in the repositories that are there."""
    for path in sorted((shared / "data" / "album-dev" / "photos").glob("*.jpg")):
        yield path.read_bytes()
    for name, source in known_sources(mirror).items():
        if not (mirror / source.repository).exists():
            continue
        paths = [path for path, label in photos_of(mirror, source) if is_reserved(name, source, label, reserved)]
        yield from (content for _, content in read_files(mirror / source.repository, paths, source.commit))


def forbidden_vectors(
    embed: OnnxEmbedder, detector: Scrfd, mirror: Path, shared: Path, state: Path, reserved: set[tuple[str, str]]
) -> np.ndarray:
    """Unit float32 [n, 512] of every face of LFW, families-dev, album-dev and of reserved people's photos.

    Computed once and kept in STATE/forbidden.npy; delete that file when one of the sets changes.
    """
    kept = state / "forbidden.npy"
    if kept.exists():
        return np.load(kept)
    images = (decode(content) for content in photos_to_avoid(mirror, shared, reserved))
    found = (face for image in images if image is not None for face in faces_in(image, detector, True))
    cut = [crop for crop, width, _ in found if width >= SMALLEST // 2]
    sets = [np.load(state / "lfw" / "crops.npy"), read_families(shared / "data" / "families-dev")[0], np.stack(cut)]
    vectors = np.concatenate([embed(crops) for crops in sets])
    np.save(kept, vectors)
    return vectors
