"""Public repositories that hold more faces, and which of their files may be used for training."""

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kith_training.data.git_files import list_files, read_files


@dataclass(frozen=True)
class Source:
    """repository: folder name of the fetched repository; label_of: path -> label, None = not a photo."""

    repository: str
    label_of: Callable[[str], str | None]
    every_face: bool  # take bystanders too; else only the largest face
    portrait: bool = False  # every picture is one face that fills most of it: a small detector input does
    per_label: int = 10**9  # pictures taken of one label, for sources whose labels are people


def utk_label(path: str) -> str | None:
    """The repository sorts its pictures into folders 'age group.gender', which train-crops kept as labels."""
    match = re.fullmatch(r"data/UTKFace/labeled/(\d\.\d)/[^/]+\.jpe?g", path)
    return match[1] if match else None


def fiw_label(path: str) -> str | None:
    match = re.fullmatch(r"data/train/(F\d+)/(MID\d+)/[^/]+\.jpe?g", path)
    return f"{match[1]}/{match[2]}" if match else None


def aaf_label(path: str) -> str | None:
    """'age.gender' (0 male, 1 female, as in UTKFace) from 00000A02.jpg; numbers below 7381 are female."""
    match = re.fullmatch(r"All-Age-Faces Dataset/original images/(\d{5})A(\d{2})\.jpg", path)
    return f"{int(match[2])}.{int(int(match[1]) < 7381)}" if match else None


def label_from(pattern: str) -> Callable[[str], str | None]:
    """The first group of the pattern, which must fit the whole path."""
    whole = re.compile(pattern + r"\.(?:jpe?g|png)", re.IGNORECASE)
    return lambda path: match[1] if (match := whole.fullmatch(path)) else None


def celeba_labels(mirror: Path) -> Callable[[str], str | None]:
    repository = mirror / "matush97+faceRecognition"
    try:
        text = next(read_files(repository, ["identity_CelebA.txt"]))[1].decode()
    except (FileNotFoundError, StopIteration):
        return lambda _: None
    identity = dict(line.split()[:2] for line in text.splitlines() if line.strip())
    return lambda path: identity.get(path.rsplit("/", 1)[-1]) if path.startswith("Celeb/") else None


def known_sources(mirror: Path) -> dict[str, Source]:
    return {
        "aaf": Source("middleyuan+All-Age-Faces-Dataset", aaf_label, False, portrait=True),
        "scut": Source("dduygaucho+SCUT-FBP5000", label_from(r"data/landing/Images/([AC][FM])\d+"), False, portrait=True),
        "faces": Source("zoya2244+AI-Lab-Final-Project-FALL25", label_from(r"dataset/(real|ai)/.+"), False, portrait=True),
        "unsplash": Source("tharunnayak14+Real-vs-Fake-Face-Detection", label_from(r"images/(real|fake)/.+"), False, portrait=True),
        "unmasked": Source("chandrikadeb7+Face-Mask-Detection", label_from(r"dataset/(without_mask)/.+"), False, portrait=True),
        "bollywood": Source("Hari99-ai+which-Bollywood-celebrity-are-you-main", label_from(r"data/([^/]+)/.+"), False, True, 20),
        "helen": Source("Spinkoo+Face-alignement", label_from(r"(helen)/trainset/.+"), True),
        "utk": Source("mattans+AgeProgression", utk_label, False, portrait=True),
        "fiw": Source("Vol0kin+relatives-siamese-net", fiw_label, False),
        "celeba": Source("matush97+faceRecognition", celeba_labels(mirror), True),
    }


def read_reserved(file: Path) -> set[tuple[str, str]]:
    """(source, identity) of reserved.tsv; a reserved family is the whole family."""
    with open(file, newline="", encoding="utf-8") as lines:
        return {(row["source"], row["identity"]) for row in csv.DictReader(lines, delimiter="\t")}


def is_reserved(name: str, label: str, reserved: set[tuple[str, str]]) -> bool:
    return (name, label.split("/")[0]) in reserved


def photos_of(mirror: Path, source: Source) -> list[tuple[str, str]]:
    """(path, label) of every photo of a source, sorted by path."""
    found = ((path, source.label_of(path)) for path in list_files(mirror / source.repository))
    return sorted((path, label) for path, label in found if label is not None)
