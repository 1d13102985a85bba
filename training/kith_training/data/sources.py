"""What a public repository of more faces is, who is on its photos, and which of them may be used for training."""

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kith_training.data.git_files import list_files

BY_CAPITALS = r"(?<=[a-z])(?=[A-Z])"  # a gap for name_from: AamairKhan


@dataclass(frozen=True)
class Source:
    """repository: folder name of the fetched repository; label_of: path -> label, None = not a photo."""

    repository: str
    label_of: Callable[[str], str | None]
    every_face: bool  # take bystanders too; else only the largest face
    portrait: bool = False  # every picture is one face that fills most of it: a small detector input does
    per_label: int = 10**9  # pictures taken of one label, for sources whose labels are people
    people: str = ""  # labels are people: whose list names them so ("celeba", "fiw": reserved.tsv; "lfw": its folders)
    commit: str = "HEAD"  # where the pictures are, if a later commit took them away


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


def label_from(pattern: str, kinds: str = "jpe?g|png") -> Callable[[str], str | None]:
    """The first group of the pattern, which must fit the whole path up to the file's kind."""
    whole = re.compile(rf"{pattern}\.(?:{kinds})", re.IGNORECASE)
    return lambda path: match[1] if (match := whole.fullmatch(path)) else None


def name_from(pattern: str, gap: str = " ") -> Callable[[str], str | None]:
    """label_from for a person's name, words apart by `gap` (a regular expression): Given_Family, the form of LFW's names; what stands in brackets is left out."""
    label_of = label_from(pattern)
    return lambda path: re.sub(gap, "_", re.sub(r"[ _]*\([^)]*\)", "", label_of(path) or "")) or None


def label_in(people: dict[str, str], pattern: str) -> Callable[[str], str | None]:
    """Who people says is on the picture; the pattern fits the whole path, its first group is the picture's name in people."""
    return lambda path: people.get(match[1]) if (match := re.fullmatch(pattern, path)) else None


def read_reserved(file: Path) -> set[tuple[str, str]]:
    """(source, identity) of reserved.tsv; a reserved family is the whole family."""
    with open(file, newline="", encoding="utf-8") as lines:
        return {(row["source"], row["identity"]) for row in csv.DictReader(lines, delimiter="\t")}


def is_reserved(name: str, source: Source, label: str, reserved: set[tuple[str, str]]) -> bool:
    who = label.split("/")[0]
    return not reserved.isdisjoint({(source.people or name, who), (source.people or name, who.lower())})


def photos_of(mirror: Path, source: Source) -> list[tuple[str, str]]:
    """(path, label) of every photo of a source, sorted by path."""
    found = ((path, source.label_of(path)) for path in list_files(mirror / source.repository, source.commit))
    return sorted((path, label) for path, label in found if label is not None)
