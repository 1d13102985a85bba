"""Photos of public repositories, read out of their git directories without a work tree."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from ..data.faces import decode

PICTURES = (".jpg", ".jpeg", ".png", ".webp")


def git_folder(mirror: Path, repository: str) -> Path:
    """The git directory of a fetched repository (owner+name), bare or with a work tree."""
    git = mirror / repository / "repo"
    return git / ".git" if (git / ".git").exists() else git


def list_pictures(git: Path, prefix: str = "", commit: str = "HEAD") -> list[str]:
    command = ["git", "--git-dir", str(git), "ls-tree", "-r", "--name-only", "-z", commit]
    names = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8", "replace").split("\0")
    return sorted(n for n in names if n.startswith(prefix) and n.lower().endswith(PICTURES))


def read_pictures(git: Path, names: list[str], commit: str = "HEAD") -> Iterator[tuple[str, np.ndarray]]:
    """(name, RGB uint8) for each picture that decodes; the others are passed over."""
    command = ["git", "--git-dir", str(git), "cat-file", "--batch"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        for name in names:
            process.stdin.write(f"{commit}:{name}\n".encode())
            process.stdin.flush()
            header = process.stdout.readline().split()
            if header[-1] == b"missing":
                continue
            data = process.stdout.read(int(header[-1]))
            process.stdout.read(1)
            image = decode(data)
            if image is not None and min(image.shape[:2]) >= 32:
                yield name, image
        process.stdin.close()


def reserved_celeba(shared: Path, git: Path) -> set[str]:
    """File names (000001.jpg) of the CelebA identities kept for evaluation."""
    rows = [line.split("\t") for line in (shared / "data/reserved.tsv").read_text().splitlines()]
    identities = {r[1] for r in rows if r[0] == "celeba"}
    table = subprocess.run(["git", "--git-dir", str(git), "show", "HEAD:identity_CelebA.txt"],
                           capture_output=True, check=True, text=True).stdout
    pairs = (line.split() for line in table.splitlines())
    return {p[0] for p in pairs if len(p) == 2 and p[1] in identities}
