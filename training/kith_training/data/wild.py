"""Faces as photos have them – turned away, masked, blurred, dark, small – out of the detector's training photos, for the embedder.

    python -m kith_training.data.wild --cache state/detector/cache --pack ../models --mirror MIRROR --shared ../shared \
        --state state/embedder --out state/embedder/wide20 --sources attention lectures scenes wider

Other folders leave out what is small, grey or blurred (faces.py), and an embedder that has seen none of that takes such strangers for one
another (docs/decisions/0047). A face is cut as the product cuts it, by the landmark model's points. Faces of evaluation people and repeats
are left out, as in data.prepare, and photos that the detector keeps apart (detector/cache.py): --apart writes those instead, for evaluate.wild,
whoever they are.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from kith_training.data.align import align
from kith_training.data.forbidden import forbidden_vectors
from kith_training.data.people import lfw_people
from kith_training.data.prepare import Filter, batches, write
from kith_training.data.scrfd import Scrfd
from kith_training.data.sources import read_reserved
from kith_training.detector.cache import CERTAIN, PhotoCache
from kith_training.detector.held_out import five_points
from kith_training.evaluate.references import OnnxEmbedder, open_embedder
from kith_training.landmarks.evaluate import LandmarkModel

SIDE = 20  # px, root of the least box's area; below there is nobody to tell
SMALLEST = {"shanghai": 28}  # a hundred faces a photo, two fifths of all


def faces_of(cache: Path, source: str, landmarks: LandmarkModel, apart: bool) -> Iterator[tuple]:
    """(crop, row of index.tsv) of each labelled face of a source's training photos, or of those kept apart."""
    photos = PhotoCache(cache, [source], held_out=apart)
    for i in range(len(photos)):
        image, rows = np.ascontiguousarray(photos.image(i)), photos.rows(i)
        sides = np.sqrt((rows[:, 2:4] - rows[:, :2]).clip(0).prod(1))
        for k in np.flatnonzero((rows[:, 14] >= CERTAIN) & (sides >= SMALLEST.get(source, SIDE))):
            crop = align(image, five_points(landmarks.points(image, rows[k, :4])[0]))
            yield crop, (f"wild:{source}/{photos.numbers[i]}#{k}", "-", f"wild-{source}", "-", round(float(sides[k])), f"{rows[k, 14]:.3f}")


def to_avoid(embed: OnnxEmbedder, args: argparse.Namespace) -> np.ndarray:
    reserved = read_reserved(args.shared / "data" / "reserved.tsv") | lfw_people(args.mirror)
    detector = Scrfd(args.shared / "models" / "scrfd_500m_kps_dynamic.onnx")
    return forbidden_vectors(embed, detector, args.mirror, args.shared, args.state, reserved)


def prepare(args: argparse.Namespace) -> None:
    embed = open_embedder("edgeface-xs", args.shared / "models")
    forbidden = np.zeros((0, 512), np.float32) if args.apart else to_avoid(embed, args)
    known = np.load(args.state / "edgeface-vectors.npy", mmap_mode="r")[:, 0].astype(np.float32)
    landmarks, filter = LandmarkModel(args.pack / "landmarks.onnx"), Filter(forbidden, known)
    crops, rows, vectors = [], [], []
    for source in args.sources:
        filter.counts.clear()
        for batch in batches(faces_of(args.cache, source, landmarks, args.apart)):
            found = embed(np.stack([crop for crop, _ in batch]))
            for (crop, row), vector, keep in zip(batch, found, filter.resemble(found), strict=True):
                if keep:
                    crops.append(crop), rows.append(row), vectors.append(vector)
        print(source, dict(filter.counts), flush=True)
    write(args.out, np.stack(crops), rows, np.stack(vectors))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("cache", "pack", "mirror", "shared", "state", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--sources", nargs="+", required=True, help="of the detector's cache")
    parser.add_argument("--apart", action="store_true", help="the photos kept apart, to report on")
    prepare(parser.parse_args())
