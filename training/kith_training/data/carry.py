"""Take a training state to another machine in parts of bounded size, and put it together there.

    python -m kith_training.data.carry pack --state STATE --extra wide1,wide2 --models ../shared/models --out parts
    python -m kith_training.data.carry unpack --parts parts --state STATE       (where the GPU is)

For runs that teach online (embedder.online): crops as WebP (about 1.6 kB each instead of 37), the lists, the axes and the
teachers; their stored answers (4 GB) stay behind. Writes OUT/part-NN/; the parts may arrive one after the other.
"""

import argparse
import io
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from PIL import Image

from kith_training.data.teachers import TEACHERS

CHUNK = 2048  # crops a file
FIRST = "first"  # the name the state folder itself has among the packed ones


def encode(crop: np.ndarray) -> bytes:
    file = io.BytesIO()
    Image.fromarray(crop).save(file, "WEBP", quality=90, method=2)
    return file.getvalue()


def decode(data: np.ndarray) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(data.tobytes())).convert("RGB"))


class Parts:
    """Folders part-00, part-01, ... of at most `limit` bytes each."""

    def __init__(self, out: Path, limit: int):
        self.out, self.limit, self.number, self.used = out, limit, 0, 0

    def place(self, name: str, size: int) -> Path:
        """Where a file of `size` bytes goes; a new part is begun when this one is full."""
        if self.used and self.used + size > self.limit:
            self.number, self.used = self.number + 1, 0
        self.used += size
        path = self.out / f"part-{self.number:02}" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def copy(self, source: Path, name: str) -> None:
        shutil.copyfile(source, self.place(name, source.stat().st_size))


def pack_crops(folder: Path, name: str, parts: Parts) -> None:
    crops = np.load(folder / "crops.npy", mmap_mode="r")
    for start in range(0, len(crops), CHUNK):
        files = [encode(crop) for crop in crops[start : start + CHUNK]]
        lengths = np.array([len(file) for file in files], np.int32)
        data = np.frombuffer(b"".join(files), np.uint8)
        np.savez(parts.place(f"{name}/crops-{start:07}.npz", data.nbytes + lengths.nbytes + 1024), lengths=lengths, data=data)


def pack(state: Path, extra: str, models: Path, out: Path, limit: int) -> int:
    """Returns the number of parts. Crops lose a little to WebP; nothing else changes."""
    parts = Parts(out, limit)
    with np.load(state / "targets.npz") as kept:
        np.savez(parts.place("targets.npz", 2_100_000), axes=kept["axes"], offset=kept["offset"])
    parts.copy(state / "mbf-maps.npz", "mbf-maps.npz")
    for file, _, _ in TEACHERS.values():
        parts.copy(models / file, f"models/{file}")
    for name in (FIRST, *(n for n in extra.split(",") if n)):
        folder = state if name == FIRST else state / name
        parts.copy(folder / "index.tsv", f"{name}/index.tsv")
        pack_crops(folder, name, parts)
    return parts.number + 1


def unpack_crops(files: list[Path], out: Path) -> int:
    """files in the order of their crops -> out/crops.npy."""
    stacks = []
    with ThreadPoolExecutor() as pool:
        for path in files:
            with np.load(path) as chunk:
                pieces = np.split(chunk["data"], np.cumsum(chunk["lengths"])[:-1])
            stacks.append(np.stack(list(pool.map(decode, pieces))))
    crops = np.concatenate(stacks)
    np.save(out / "crops.npy", crops)
    return len(crops)


def unpack(parts: Path, state: Path) -> dict[str, int]:
    """Crops by folder. Raises ValueError when a list and its crops differ in length: a part is missing."""
    counts: dict[str, int] = {}
    for path in sorted(parts.glob("part-*/*")):
        if path.is_file():
            state.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, state / path.name)
    for file in parts.glob("part-*/models/*"):
        (state / "models").mkdir(exist_ok=True)
        shutil.copyfile(file, state / "models" / file.name)
    for index in sorted(parts.glob("part-*/*/index.tsv")):
        name = index.parent.name
        out = state if name == FIRST else state / name
        out.mkdir(exist_ok=True)
        shutil.copyfile(index, out / "index.tsv")
        counts[name] = unpack_crops(sorted(parts.glob(f"part-*/{name}/crops-*.npz"), key=lambda p: p.name), out)
        listed = len(index.read_text(encoding="utf-8").splitlines()) - 1
        if listed != counts[name]:
            raise ValueError(f"{name}: {counts[name]} crops for {listed} lines of its list; a part is missing")
    return counts


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=["pack", "unpack"])
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--extra", default="")
    parser.add_argument("--models", type=Path, default=Path("../../shared/models"))
    parser.add_argument("--out", "--parts", dest="parts", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=44_000_000, help="bytes a part")
    args = parser.parse_args()
    if args.action == "pack":
        print(pack(args.state, args.extra, args.models, args.parts, args.limit), "parts")
    else:
        print(unpack(args.parts, args.state))
