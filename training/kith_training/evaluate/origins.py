"""Held-out crops of grown people by the origin that UTKFace and FairFace state: how often strangers of one group are taken for one person.

    MIRROR=... python -m kith_training.evaluate.origins --state STATE --out ../evaluation/results/embedder.csv mbf ...

From 20 years on, for UTKFace's Asian pictures are half of babies. In each set one threshold for all: 1e-3 of all pairs of different crops pass it. false_matches_X: how many times that share of the
pairs within group X passes it. tar_X: of crops against themselves worsened (children.py), the share that passes.
UTKFace's origins are its authors' estimates, five of them; train-crops names none, so the crops are found again
among the pictures of mattans/AgeProgression (MIRROR) and their origins kept in STATE/utk-origins.tsv. FairFace's (Karkkainen, Joo
2021: seven groups told by people) are those held out of the folder that data.prepare made of it, one picture of a person: of two that the
teachers take for one (a mean cosine of 0.5) the first. Its figures begin with fairface_.
"""

import os
import re
from itertools import islice
from pathlib import Path

import numpy as np

from kith_training.data.faces import decode, faces_in
from kith_training.data.git_files import list_files, read_files
from kith_training.data.scrfd import Scrfd
from kith_training.data.sources import utk_label
from kith_training.data.splits import read_split
from kith_training.data.stack import folders_of
from kith_training.evaluate.children import held_out_utk, worsen
from kith_training.evaluate.command import measure_each
from kith_training.evaluate.references import open_embedder
from kith_training.evaluate.verification import threshold_at_far

UTK_ORIGINS = ("white", "black", "asian", "indian", "other")  # 0 to 4 in UTKFace's names: age_gender_origin_time
SAME = 0.8  # cosine of two cuts of one picture: most have .9 and more
BATCH = 64
GROWN = 4  # age group: 20 years and more
SAME_PERSON = 0.5
ADULT = 20  # least age
FEW = 40  # crops; a group of fewer says nothing


def origins_by_time(paths: list[str]) -> dict[str, str]:
    """Time in the file's name -> origin."""
    found = (re.search(r"/\d+_[01]_([0-4])_(\d{17})\.jpg", path) for path in paths)
    return {match[2]: UTK_ORIGINS[int(match[1])] for match in found if match}


def find_origins(crops: np.ndarray, labels: np.ndarray, mirror: Path, detector: Scrfd, embed) -> list[str]:
    """The origin of each crop, '' where its picture is not found: the nearest with the same label, if it is near enough."""
    repository = mirror / "mattans+AgeProgression"
    paths = list_files(repository)
    known, wanted, vectors = origins_by_time(paths), set(labels), embed(crops)
    chosen = [p for p in paths if utk_label(p) in wanted and Path(p).stem[:17] in known]
    found, nearest = [""] * len(crops), np.full(len(crops), SAME)
    pictures = ((path, decode(content)) for path, content in read_files(repository, chosen))
    faces = ((p, faces_in(image, detector, every=False, portrait=True)) for p, image in pictures if image is not None)
    faces = ((path, found_in[0][0]) for path, found_in in faces if found_in)
    while batch := list(islice(faces, BATCH)):
        scores = embed(np.stack([crop for _, crop in batch])) @ vectors.T
        for (path, _), row in zip(batch, scores, strict=True):
            best = int(np.where(labels == utk_label(path), row, -1).argmax())
            if row[best] > nearest[best]:
                nearest[best], found[best] = row[best], known[Path(path).stem[:17]]
    return found


def first_pictures(vectors: np.ndarray) -> np.ndarray:
    """bool [n]: no earlier row of these unit vectors is of the same person."""
    return np.tril(vectors @ vectors.T, -1).max(1, initial=-1.0) < SAME_PERSON


def held_out_fairface(state: Path) -> tuple[np.ndarray, np.ndarray]:
    """Held-out FairFace crops of grown people, and their origin; none where its folder has not been made."""
    for folder in folders_of(state)[1:]:
        split = read_split(folder / "index.tsv")
        rows = split.held_out[split.source[split.held_out] == "fairface"]
        if len(rows):
            age, origin = zip(*(label.split(".") for label in split.label[rows]), strict=True)
            keep = (np.array(age, int) >= ADULT) & first_pictures(np.load(folder / "targets.npz")["vectors"][rows, 0].astype(np.float32))
            return np.load(folder / "crops.npy", mmap_mode="r")[rows[keep]], np.char.lower(np.array(origin)[keep].astype(str))
    return np.zeros((0, 112, 112, 3), np.uint8), np.zeros(0, str)


def held_out_utk_grown(state: Path, shared: Path) -> tuple[np.ndarray, np.ndarray]:
    """Held-out UTK crops of grown people whose origin is known, and it."""
    (rows, labels, age), crops = held_out_utk(state), np.load(state / "crops.npy", mmap_mode="r")
    file = state / "utk-origins.tsv"
    if not file.exists():
        detector = Scrfd(shared / "models" / "scrfd_500m_kps_dynamic.onnx")
        embed = open_embedder("edgeface-xs", shared / "models")
        origins = find_origins(crops[rows], labels, Path(os.environ["MIRROR"]), detector, embed)
        file.write_text("".join(f"{row}\t{origin}\n" for row, origin in zip(rows, origins, strict=True)))
    known = dict(line.split("\t") for line in file.read_text().splitlines())
    origin = np.array([known[str(row)] for row in rows])
    keep = (origin != "") & (age >= GROWN)
    return crops[rows[keep]], origin[keep]


def figures_of(embed, crops: np.ndarray, origin: np.ndarray, prefix: str = "") -> dict[str, float]:
    clean = embed(crops)
    scores, again = clean @ clean.T, (clean * embed(worsen(crops))).sum(1)
    upper = np.triu(np.ones_like(scores, bool), 1)
    threshold = threshold_at_far(scores[upper], 1e-3)
    out = {}
    for name in np.unique(origin):
        inside = origin == name
        if inside.sum() < FEW:
            continue
        within = scores[upper & inside[:, None] & inside[None]]
        out |= {f"{prefix}false_matches_{name}": float((within > threshold).mean() / 1e-3)}
        out |= {f"{prefix}tar_{name}": float((again[inside] > threshold).mean()), f"{prefix}crops_{name}": float(inside.sum())}
    return out


def origin_figures(embed, state: Path, shared: Path) -> dict[str, float]:
    crops, origin = held_out_fairface(state)
    more = figures_of(embed, crops, origin, "fairface_") if len(crops) else {}
    return figures_of(embed, *held_out_utk_grown(state, shared)) | more


if __name__ == "__main__":
    measure_each(__doc__, "heldout-origins", origin_figures)
