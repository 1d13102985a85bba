import json

import pytest

from kith_training.export.pack import sha256_of, update_role

ENTRY = {
    "input": {"name": "input"},
    "parameters": 1,
    "megaMacs": 1,
    "licence": "MIT",
    "provenance": "test",
    "output": "vector",
    "dimension": 4,
    "cosineAtFalseMatchRate": {"0.001": 0.5},
}


def test_update_replaces_one_role_and_removes_its_old_files(tmp_path):
    pack = tmp_path / "pack"
    first, second = tmp_path / "a.onnx", tmp_path / "b.onnx"
    first.write_bytes(b"one")
    second.write_bytes(b"two")
    update_role(pack, "quality", {**ENTRY}, [(first, "fp32", ["cpu"])])
    update_role(pack, "embedder", ENTRY, [(first, "fp32", ["cpu"]), (second, "int8", ["cpu"])])
    manifest = update_role(pack, "embedder", ENTRY, [(second, "int8", ["cpu"])])
    assert json.loads((pack / "pack.json").read_text()) == manifest
    assert [f["file"] for f in manifest["models"]["embedder"]["files"]] == ["b.onnx"]
    assert manifest["models"]["embedder"]["files"][0]["sha256"] == sha256_of(second)
    assert (pack / "a.onnx").exists(), "still named by the other role"
    manifest = update_role(pack, "quality", ENTRY, [(second, "fp32", ["cpu"])])
    assert not (pack / "a.onnx").exists()


def test_a_wrong_entry_changes_nothing(tmp_path):
    file = tmp_path / "a.onnx"
    file.write_bytes(b"one")
    with pytest.raises(ValueError, match="dimension"):
        update_role(tmp_path / "pack", "embedder", {k: v for k, v in ENTRY.items() if k != "dimension"}, [(file, "fp32", ["cpu"])])
    with pytest.raises(ValueError, match="fp64"):
        update_role(tmp_path / "pack", "embedder", ENTRY, [(file, "fp64", ["cpu"])])
    assert not (tmp_path / "pack" / "pack.json").exists()


def test_a_second_manifest_shares_all_but_the_embedder(tmp_path):
    pack = tmp_path / "pack"
    small, base, eyes, better = (tmp_path / f"{name}.onnx" for name in ("small", "base", "eyes", "better"))
    for file in (small, base, eyes, better):
        file.write_bytes(file.name.encode())
    update_role(pack, "quality", ENTRY, [(eyes, "fp32", ["cpu"])])
    update_role(pack, "embedder", ENTRY, [(base, "int8", ["cpu"])])
    second = update_role(pack, "embedder", ENTRY, [(small, "int8", ["cpu"])], "small.json")
    first = json.loads((pack / "pack.json").read_text())
    assert (second["id"], first["id"]) == ("kith-small", "kith-default")
    assert [m["models"]["embedder"]["files"][0]["file"] for m in (first, second)] == ["base.onnx", "small.onnx"]
    update_role(pack, "quality", ENTRY, [(better, "fp32", ["cpu"])])
    for name in ("pack.json", "small.json"):
        assert json.loads((pack / name).read_text())["models"]["quality"]["files"][0]["file"] == "better.onnx"
    assert sorted(p.name for p in pack.glob("*.onnx")) == ["base.onnx", "better.onnx", "small.onnx"]
