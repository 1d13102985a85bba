import subprocess
from pathlib import Path

import pytest

from kith_training.data.git_files import contents, list_files, read_files
from kith_training.data.sources import Source, label_from, photos_of


def git(folder: Path, *words: str) -> str:
    name = ["-c", "user.name=a", "-c", "user.email=a@b"]
    return subprocess.run(["git", "-C", str(folder), *name, *words], check=True, capture_output=True).stdout.decode().strip()


def test_files_whose_contents_a_snapshot_lacks_are_not_listed(tmp_path):
    git(tmp_path, "init", "-q")
    (tmp_path / "small name.txt").write_text("here")
    (tmp_path / "large.txt").write_text("absent")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "two")
    absent = git(tmp_path, "rev-parse", "HEAD:large.txt")
    (tmp_path / ".git/objects" / absent[:2] / absent[2:]).unlink()
    assert list_files(tmp_path) == ["small name.txt"]
    assert list(read_files(tmp_path, list_files(tmp_path))) == [("small name.txt", b"here")]
    assert list(contents(tmp_path, ["large.txt", "no such.txt", "small name.txt"])) == [("large.txt", None), ("no such.txt", None), ("small name.txt", b"here")]
    with pytest.raises(FileNotFoundError, match="no such.txt"):
        list(read_files(tmp_path, ["no such.txt"]))


def test_pictures_that_a_later_commit_took_away_are_read_from_the_one_before(tmp_path):
    git(tmp_path, "init", "-q")
    (tmp_path / "old.txt").write_text("then")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "one")
    before = git(tmp_path, "rev-parse", "HEAD")
    git(tmp_path, "mv", "old.txt", "new.txt")
    git(tmp_path, "commit", "-qm", "two")
    assert list_files(tmp_path) == ["new.txt"] and list_files(tmp_path, before) == ["old.txt"]
    assert list(read_files(tmp_path, ["old.txt"], before)) == [("old.txt", b"then")]
    source = Source("", label_from(r"(old|new)", "txt"), False, commit=before)
    assert photos_of(tmp_path, source) == [("old.txt", "old")]
