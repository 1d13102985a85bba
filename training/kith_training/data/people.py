"""Who is on the pictures of those repositories that say so, by files in the fetched repositories."""

import csv
from pathlib import Path

from kith_training.data.git_files import list_files, read_text

CELEBA, CONGRESS, LFW = "matush97+faceRecognition", "voteview+member_photos", "umass-vis-lfw+umass-vis-lfw.github.io"
APPA, CFP, FAIRFACE, DFDC = "DannyFGitHub+age_faces", "zhangjunh+DR-GAN-by-pytorch", "sumanvithaeadala+EthnicityDetection", "i-Shreyansh+DeepFake-Detection"


def text_of(repository: Path, path: str) -> str:
    """The file at HEAD, or nothing where the repository was not fetched."""
    try:
        return read_text(repository, path)
    except FileNotFoundError:
        return ""


def celeba_people(mirror: Path) -> dict[str, str]:
    """CelebA's file name -> number of the person."""
    lines = text_of(mirror / CELEBA, "identity_CelebA.txt").splitlines()
    return dict(line.split()[:2] for line in lines if line.strip())


def member_name(listed: str) -> str:
    """'PICKERING, Charles W. (Chip), Jr.' -> Chip_Pickering, the form of LFW's names."""
    last, _, given = listed.partition(",")
    called = given.partition("(")[2].partition(")")[0] or given
    return "_".join(word.strip(" .,").capitalize() for word in (*called.split()[:1], last))


def member_names(mirror: Path) -> dict[str, str]:
    """Path of a picture of a member of Congress -> name."""
    rows = csv.DictReader(text_of(mirror / CONGRESS, "members.csv").splitlines())
    return {row["image"]: member_name(row["name"]) for row in rows}


def unaltered_videos(mirror: Path) -> dict[str, str]:
    """Name of a DFDC video whose faces nobody exchanged -> "real"; who the actor is the table does not say."""
    rows = csv.DictReader(text_of(mirror / DFDC, "metadata.csv").splitlines())
    return {row["videoname"].removesuffix(".mp4"): "real" for row in rows if row["label"] == "REAL"}


def fairface_groups(mirror: Path) -> dict[str, str]:
    """FairFace's file name -> 'least age.origin', as in '30.East_Asian'; its tables were once saved by Excel (03-Sep is 3 to 9)."""
    ages, out = {"03-Sep": "3", "Oct-19": "10", "more than 70": "70"}, {}
    for half in ("train", "val"):
        for row in csv.DictReader(text_of(mirror / FAIRFACE, f"fairface_label_{half}.csv").splitlines()):
            least = ages.get(row["age"]) or row["age"].split("-")[0]
            out[row["file"]] = f"{least}.{row['race'].replace(' ', '_')}"
    return out


def appa_ages(mirror: Path) -> dict[str, str]:
    """APPA-REAL's file name -> age, as its raters guessed or it is known."""
    rows = csv.reader(line for half in ("train", "val", "test") for line in text_of(mirror / APPA, f"{half}_labels.csv").splitlines())
    return {row[0]: row[1] for row in rows}


def cfp_names(mirror: Path) -> dict[str, str]:
    """CFP's number of a person, three digits -> name, the form of LFW's: line n of its list is person n."""
    names = text_of(mirror / CFP, "cfp-dataset/Data/list_name.txt").splitlines()
    return {f"{number:03}": "_".join(name.split()) for number, name in enumerate(names, 1)}


def lfw_people(mirror: Path) -> set[tuple[str, str]]:
    """("lfw", name in small letters) of everybody in LFW, as reserved.tsv names people; raises where LFW was not fetched."""
    parts = (path.split("/") for path in list_files(mirror / LFW) if path.startswith("images_funneled/"))
    return {("lfw", part[1].lower()) for part in parts if len(part) == 3}
