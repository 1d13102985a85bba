"""Photos of public repositories, read out of their git directories without a work tree."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from ..data.faces import decode
from ..data.git_files import contents, read_text, tree_of

PICTURES = (".jpg", ".jpeg", ".png", ".webp")


def list_pictures(repository: Path, prefix: str = "", commit: str = "HEAD") -> list[str]:
    """Paths of the commit's pictures below prefix, sorted; read_pictures passes over those whose contents are not here."""
    return sorted(n for _, n in tree_of(repository, commit) if n.startswith(prefix) and n.lower().endswith(PICTURES))


def read_pictures(repository: Path, names: list[str], commit: str = "HEAD") -> Iterator[tuple[str, np.ndarray]]:
    """(name, RGB uint8) for each picture that decodes; the others are passed over."""
    for name, content in contents(repository, names, commit):
        image = decode(content)
        if image is not None and min(image.shape[:2]) >= 32:
            yield name, image


def reserved_celeba(shared: Path, repository: Path) -> set[str]:
    """File names (000001.jpg) of the CelebA identities kept for evaluation."""
    rows = [line.split("\t") for line in (shared / "data/reserved.tsv").read_text().splitlines()]
    identities = {r[1] for r in rows if r[0] == "celeba"}
    table = read_text(repository, "identity_CelebA.txt")
    pairs = (line.split() for line in table.splitlines())
    return {p[0] for p in pairs if len(p) == 2 and p[1] in identities}
