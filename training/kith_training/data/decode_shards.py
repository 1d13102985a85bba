"""Decode the aligned training crops once into one uint8 array on disk.

    python -m kith_training.data.decode_shards --shards ../shared/data/train-crops --out STATE

Writes STATE/crops.npy, uint8 [N, 112, 112, 3] RGB, in the row order of index.tsv, and a copy of
index.tsv. About 20 s and 1.6 GB for 41 thousand crops; everything later reads it as a memory map.
"""

import argparse
import csv
import io
import shutil
import tarfile
from pathlib import Path

import numpy as np
from PIL import Image

SIDE = 112


def read_index(path: Path) -> list[dict[str, str]]:
    """Rows of an index.tsv: crop, shard, source, label, face_width_px, detector_score."""
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def decode_shards(shards: Path, out: Path) -> int:
    """Fill out/crops.npy from the tar shards; returns the number of crops. Raises if any is missing."""
    rows = read_index(shards / "index.tsv")
    place = {row["crop"]: at for at, row in enumerate(rows)}
    crops = np.lib.format.open_memmap(
        out / "crops.part.npy", mode="w+", dtype=np.uint8, shape=(len(rows), SIDE, SIDE, 3)
    )
    filled = np.zeros(len(rows), bool)
    for shard in sorted(shards.glob("crops-*.tar")):
        with tarfile.open(shard) as tar:
            for member in tar:
                at = place.get(Path(member.name).stem)
                if at is None or not member.isfile():
                    continue
                image = Image.open(io.BytesIO(tar.extractfile(member).read())).convert("RGB")
                if image.size != (SIDE, SIDE):
                    raise ValueError(f"{shard.name}/{member.name}: expected 112x112, got {image.size}")
                crops[at] = np.asarray(image)
                filled[at] = True
    if not filled.all():
        raise ValueError(f"{int((~filled).sum())} crops of index.tsv are in no shard, first: {rows[int(np.argmin(filled))]}")
    crops.flush()
    (out / "crops.part.npy").rename(out / "crops.npy")
    shutil.copyfile(shards / "index.tsv", out / "index.tsv")
    return len(rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shards", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    print(decode_shards(args.shards, args.out), "crops")
