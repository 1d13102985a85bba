"""Read files out of a fetched repository's git directory, without a work tree."""

import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path


def git_directory(repository: Path) -> Path:
    """The git directory inside a fetched repository's folder (repo/ or repo/.git)."""
    for inside in ("repo", "repo/.git", ".git", "."):
        if (repository / inside / "HEAD").exists() and (repository / inside / "objects").exists():
            return repository / inside
    raise FileNotFoundError(f"{repository}: no git directory in it; fetch the repository first")


def tree_of(repository: Path, commit: str = "HEAD") -> list[tuple[str, str]]:
    """(object, path) of every file of the commit, also of those whose contents a snapshot lacks."""
    command = ["git", "--git-dir", str(git_directory(repository)), "ls-tree", "-r", "-z", commit]
    listed = subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8", "replace")
    rows = (row.split("\t", 1) for row in listed.split("\0") if row)
    return [(facts.split()[2], path) for facts, path in rows]


def list_files(repository: Path, commit: str = "HEAD") -> list[str]:
    """Paths at the commit whose contents are here: of a snapshot the largest may be absent."""
    files = tree_of(repository, commit)
    command = ["git", "--git-dir", str(git_directory(repository)), "cat-file", "--batch-check"]
    found = subprocess.run(command, input="\n".join(item for item, _ in files).encode(), check=True, capture_output=True)
    return [path for (_, path), line in zip(files, found.stdout.decode().splitlines(), strict=True) if not line.endswith("missing")]


def contents(repository: Path, paths: Iterable[str], commit: str = "HEAD") -> Iterator[tuple[str, bytes | None]]:
    """(path, content) of each path at the commit, through one cat-file process; None for what is not here."""
    command = ["git", "--git-dir", str(git_directory(repository)), "cat-file", "--batch"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        for path in paths:
            process.stdin.write(f"{commit}:{path}\n".encode())
            process.stdin.flush()
            header = process.stdout.readline().split()
            if header[-1] == b"missing":
                yield path, None
                continue
            content = process.stdout.read(int(header[-1]))
            process.stdout.read(1)
            yield path, content
        process.stdin.close()


def read_files(repository: Path, paths: Iterable[str], commit: str = "HEAD") -> Iterator[tuple[str, bytes]]:
    """contents; raises on a missing one."""
    for path, content in contents(repository, paths, commit):
        if content is None:
            raise FileNotFoundError(f"{repository.name}: {path} is not in {commit}")
        yield path, content


def read_text(repository: Path, path: str) -> str:
    """One file at HEAD; raises where it is missing."""
    return next(read_files(repository, [path]))[1].decode()
