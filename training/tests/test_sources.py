"""Who is on the photos of the public repositories, as their paths and lists say it, and who is left out."""

from kith_training.data.source_table import known_sources
from kith_training.data.sources import (
    BY_CAPITALS,
    Source,
    aaf_label,
    fiw_label,
    is_reserved,
    label_from,
    name_from,
    utk_label,
)


def test_labels_follow_the_form_of_train_crops():
    assert utk_label("data/UTKFace/labeled/4.0/26_1_2_2017.jpg.chip.jpg") == "4.0"
    assert utk_label("data/UTKFace/unlabeled/26_1_2_20170104.jpg.chip.jpg") is None
    assert fiw_label("data/train/F0601/MID6/P06_face3.jpg") == "F0601/MID6"
    assert fiw_label("data/test/face1.jpg") is None


def test_a_reserved_family_is_reserved_with_all_its_members():
    reserved = {("fiw", "F0007"), ("celeba", "7202")}
    plain, celebrities = Source("a", fiw_label, False), Source("b", fiw_label, False, people="celeba")
    assert is_reserved("fiw", plain, "F0007/MID3", reserved)
    assert is_reserved("celeba", plain, "7202", reserved)
    assert not is_reserved("utk", plain, "7202", reserved)
    assert is_reserved("celebs", celebrities, "7202", reserved) and not is_reserved("celebs", celebrities, "7203", reserved)


def test_a_name_has_the_form_of_lfws_whatever_stands_between_its_words():
    assert name_from(r"images/([^/]+)")("images/Kate Winslet.jpg") == "Kate_Winslet"
    assert name_from(r"players/([^/]+)", "-")("players/kate-winslet.png") == "kate_winslet"
    assert name_from(r"images/([^/]+)")("images/Ganesh_(Actor).jpg") == "Ganesh"
    assert name_from(r"images/([^/]+)")("photos/Ganesh.jpg") is None
    assert name_from(r"films/([^/]+)/.+", BY_CAPITALS)("films/KateWinslet/titanic/1.jpg") == "Kate_Winslet"
    source = Source("a", name_from(r"images/([^/]+)"), False, people="lfw")
    assert is_reserved("stars", source, "KATE_WINSLET", {("lfw", "kate_winslet")})


def test_people_of_celeba_are_known_by_the_number_of_the_picture(monkeypatch, tmp_path):
    files = {"identity_CelebA.txt": "000001.jpg 2880\n182638.jpg 7202\n"}
    monkeypatch.setattr("kith_training.data.people.text_of", lambda _, path: files.get(path, ""))
    sources = known_sources(tmp_path)
    assert sources["celebs"].label_of("182638.jpg") == "7202" and sources["celebs"].people == "celeba"
    assert sources["celebs"].label_of("182639.jpg") is None and sources["celebs"].label_of("Celeb/182638.jpg") is None
    assert sources["celeba"].label_of("Celeb/000001.jpg") == "2880"
    monkeypatch.undo()
    assert known_sources(tmp_path)["celeba"].label_of("Celeb/000001.jpg") is None  # the list was not fetched


def test_members_of_congress_and_actors_are_known_by_name_and_left_out_when_they_are_in_lfw(monkeypatch, tmp_path):
    files = {"members.csv": 'name,image\n"PICKERING, Charles W. (Chip), Jr.",images/wiki/029700.jpg\n"DOE, Ann",images/wiki/001568.jpg\n'}
    monkeypatch.setattr("kith_training.data.people.text_of", lambda _, path: files.get(path, ""))
    sources, reserved = known_sources(tmp_path), {("lfw", "chip_pickering"), ("lfw", "aishwarya_rai")}
    assert sources["members"].label_of("images/wiki/029700.jpg") == "Chip_Pickering"
    assert sources["members"].label_of("images/wiki/001568.jpg") is None  # from before colour photography
    assert is_reserved("members", sources["members"], "Chip_Pickering", reserved)
    assert is_reserved("bollywood", sources["bollywood"], "Aishwarya_Rai", reserved)
    assert not is_reserved("bollywood", sources["bollywood"], "Aamir_Khan", reserved)


def test_labels_of_the_celebrity_sources(tmp_path):
    sources = known_sources(tmp_path)
    assert sources["uncovered"].label_of("Face Mask Dataset/Train/WithoutMask/10.png") == "WithoutMask"
    assert sources["uncovered"].label_of("Face Mask Dataset/Train/WithMask/10.png") is None
    assert sources["vggface"].label_of("train/n000032/0001_01.jpg") == "n000032" and sources["vggface"].per_label == 100
    assert sources["athletes"].label_of("data/mls_players/headshots/a-b.png") == "mls"


def test_fairface_says_age_and_origin_although_its_table_went_through_excel(monkeypatch, tmp_path):
    table = "file,age,gender,race,service_test\ntrain/1.jpg,03-Sep,Male,East Asian,TRUE\ntrain/2.jpg,more than 70,Female,Black,FALSE\ntrain/3.jpg,20-29,Male,Latino_Hispanic,TRUE\n"
    monkeypatch.setattr("kith_training.data.people.text_of", lambda _, path: {"fairface_label_train.csv": table}.get(path, ""))
    label = known_sources(tmp_path)["fairface"].label_of
    assert [label(f"fair_face/train/{n}.jpg") for n in (1, 2, 3, 4)] == ["3.East_Asian", "70.Black", "20.Latino_Hispanic", None]


def test_who_else_is_on_a_reserved_familys_photos_is_reserved_too(tmp_path):
    source = known_sources(tmp_path)["bystanders"]
    label = source.label_of("data/raw/fiw/train/train-faces/F0007/unrelated_and_nonfaces/P00002_face2.jpg")
    assert label == "F0007" and source.label_of("data/raw/fiw/train/train-faces/F0007/MID1/P00002_face2.jpg") is None
    assert is_reserved("bystanders", source, label, {("fiw", "F0007")}) and not is_reserved("bystanders", source, "F0001", {("fiw", "F0007")})


def test_labels_of_the_wider_sources():
    assert aaf_label("All-Age-Faces Dataset/original images/00000A02.jpg") == "2.1"
    assert aaf_label("All-Age-Faces Dataset/original images/07381A65.jpg") == "65.0"
    assert aaf_label("All-Age-Faces Dataset/aglined faces/00000A02.jpg") is None
    label = label_from(r"data/([^/]+)/.+")
    assert label("data/Aamir_Khan/Aamir.100.JPG") == "Aamir_Khan"
    assert label("data/readme.txt") is None and label("test/Aamir_Khan/1.jpg") is None


def test_people_of_cfp_are_the_lines_of_its_list(monkeypatch, tmp_path):
    monkeypatch.setattr("kith_training.data.people.text_of", lambda _, path: "50 Cent\nKate Winslet\n" if path.endswith("list_name.txt") else "")
    label = known_sources(tmp_path)["profiles"].label_of
    assert label("cfp-dataset/Data/Images/train/002/frontal/01.jpg") == "Kate_Winslet"
    assert label("cfp-dataset/Data/Images/train/003/frontal/01.jpg") is None
