"""Put one role's model into a pack: copy its files, hash them, write its entry into pack.json.

    python -m kith_training.export.pack --pack ../models --role embedder --entry entry.json \
        --file embedder-small.onnx:fp32:cpu,wasm --file embedder-small-int8.onnx:int8:cpu

entry.json is the role's entry as packages/core/src/models/manifest.ts describes it, without
`files`; those follow from --file PATH:PRECISION:BACKEND[,BACKEND...], in order of preference
(format from the suffix: .onnx or .mlpackage). Other roles stay as they are; files that only the
replaced entry named are removed. Nothing is written when the entry misses a field.
"""

import argparse
import hashlib
import json
import os
import shutil
from pathlib import Path

ROLES = ("detector", "landmarks", "embedder", "quality")
PRECISIONS = ("fp32", "fp16", "int8")
BACKENDS = ("cpu", "coreml", "cuda", "directml", "webgpu", "wasm")
COMMON = ("input", "parameters", "megaMacs", "licence", "provenance")
REQUIRED = {
    "detector": ("head", "thresholds"),
    "landmarks": ("output", "points", "cropScale", "alignsFaces"),
    "embedder": ("output", "dimension", "cosineAtFalseMatchRate"),
    "quality": ("output",),
}
EMPTY = {
    "schema": 1,
    "id": "kith-default",
    "name": "Kith default",
    "version": "0.1.0",
    "licence": "Apache-2.0",
    "preprocessing": 1,
    "models": {},
}


OTHERS = {"small.json": {"id": "kith-small", "name": "Kith small"}}  # beside pack.json, in the same folder


def sha256_of(path: Path) -> str:
    """Of a file, or of a folder (.mlpackage): of the sorted 'relative path, NUL, file hash' lines."""
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    lines = [f"{p.relative_to(path).as_posix()}\0{sha256_of(p)}\n" for p in sorted(path.rglob("*")) if p.is_file()]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def bytes_of(path: Path) -> int:
    return path.stat().st_size if path.is_file() else sum(p.stat().st_size for p in path.rglob("*") if p.is_file())


def place_file(pack: Path, source: Path, precision: str, backends: list[str]) -> dict[str, object]:
    """Copy source into the pack (unless it is there) and describe it as a manifest ModelFile."""
    if precision not in PRECISIONS or not backends or set(backends) - set(BACKENDS):
        raise ValueError(f"{source}: expected one of {PRECISIONS} and some of {BACKENDS}, got {precision}, {backends}")
    inside = source.resolve().is_relative_to(pack.resolve())
    target = source.resolve() if inside else (pack / source.name).resolve()
    if not inside:
        copy = shutil.copytree if source.is_dir() else shutil.copyfile
        if target.is_dir():
            shutil.rmtree(target)
        copy(source, target)
    return {
        "file": target.relative_to(pack.resolve()).as_posix(),
        "sha256": sha256_of(target),
        "bytes": bytes_of(target),
        "format": "coreml" if source.suffix == ".mlpackage" else "onnx",
        "precision": precision,
        "backends": backends,
    }


def write_manifest(path: Path, manifest: dict) -> None:
    manifest["models"] = {r: manifest["models"][r] for r in ROLES if r in manifest["models"]}
    part = path.with_suffix(".part")
    part.write_text(json.dumps(manifest, indent=2) + "\n")
    os.replace(part, path)


def read_manifest(pack: Path, name: str) -> dict:
    """A pack's manifest; another one than pack.json that is not there yet begins as its copy."""
    for path in (pack / name, pack / "pack.json"):
        if path.exists():
            return json.loads(path.read_text()) | OTHERS.get(name, {})
    return json.loads(json.dumps(EMPTY))


def remove_unnamed(pack: Path, old: set[str]) -> None:
    """Of these files, those that no manifest of the folder names."""
    manifests = [json.loads(path.read_text()) for path in pack.glob("*.json")]
    named = {f["file"] for manifest in manifests for m in manifest["models"].values() for f in m["files"]}
    for gone in old - named:
        path = pack / gone
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def update_role(pack: Path, role: str, entry: dict, files: list[tuple[Path, str, list[str]]], name: str = "pack.json") -> dict:
    """Replace models[role] in the manifest pack/name; returns it. Raises before any change.

    OTHERS differ from pack.json in their embedder alone: what changes in another role of pack.json changes in them too.
    """
    missing = [key for key in (*COMMON, *REQUIRED[role]) if key not in entry]
    if missing or not files:
        raise ValueError(f"{role}: the entry misses {missing or 'its files'}")
    for source, _, _ in files:
        if not source.exists():
            raise FileNotFoundError(f"{role}: {source} is not there")
    manifest = read_manifest(pack, name)
    old = {f["file"] for f in manifest["models"].get(role, {}).get("files", [])}
    pack.mkdir(parents=True, exist_ok=True)
    placed = [place_file(pack, *file) for file in files]
    manifest["models"][role] = {"files": placed, **entry}
    write_manifest(pack / name, manifest)
    for other in OTHERS if role != "embedder" and name == "pack.json" else ():
        if (pack / other).exists():
            changed = read_manifest(pack, other)
            changed["models"][role] = manifest["models"][role]
            write_manifest(pack / other, changed)
    remove_unnamed(pack, old)
    return manifest


def parse_file(text: str) -> tuple[Path, str, list[str]]:
    path, precision, backends = text.rsplit(":", 2)
    return Path(path), precision, backends.split(",")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pack", type=Path, required=True)
    parser.add_argument("--role", choices=ROLES, required=True)
    parser.add_argument("--entry", type=Path, required=True)
    parser.add_argument("--file", type=parse_file, action="append", required=True)
    args = parser.parse_args()
    update_role(args.pack, args.role, json.loads(args.entry.read_text()), args.file)
