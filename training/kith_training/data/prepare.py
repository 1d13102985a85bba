"""More training crops from public repositories: detect, align, drop evaluation people, drop repeats.

    python -m kith_training.data.prepare --mirror MIRROR --shared ../shared --state STATE --out STATE/wide1 \
        --sources aaf scut utk

MIRROR holds the fetched repositories named in sources.py. A photo is left out when its label is in
reserved.tsv; a face is left out when it is small, grey or blurred (faces.py), when it repeats a crop
already there (also of train-crops and of the folders named in --beside: nearly equal hash, or a cosine
of 0.9), or when its edgeface-xs vector has a cosine of 0.45 or more to any face of LFW, families-dev,
album-dev or of a reserved person's photos in these repositories (people are then taken for the same
about once in 100,000 pairs). Writes OUT/crops.npy and OUT/index.tsv in the form of decode_shards, and
edgeface's vectors, so teacher_cache and targets run on OUT as on STATE; interrupted runs start again.
"""

import argparse
import csv
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np

from kith_training.data.faces import decode, faces_in, fault_of
from kith_training.data.forbidden import forbidden_vectors
from kith_training.data.git_files import read_files
from kith_training.data.near_duplicates import Seen
from kith_training.data.scrfd import Scrfd
from kith_training.data.sources import Source, is_reserved, known_sources, photos_of, read_reserved
from kith_training.evaluate.references import open_embedder

SAME_PERSON = 0.45
SAME_PICTURE = 0.9
BATCH = 64


def batches(items: Iterator[tuple]) -> Iterator[list[tuple]]:
    while batch := list(islice(items, BATCH)):
        yield batch


def spread(photos: list[tuple[str, str]], per_label: int, limit: int) -> list[tuple[str, str]]:
    """At most per_label photos of a label and `limit` in all, drawn with a fixed seed."""
    order, counts, kept = np.random.default_rng(1).permutation(len(photos)), Counter(), []
    for i in order:
        counts[photos[i][1]] += 1
        if counts[photos[i][1]] <= per_label and len(kept) < limit:
            kept.append(photos[i])
    return kept


def faces_of(name: str, source: Source, args: argparse.Namespace, detector: Scrfd, reserved) -> Iterator[tuple]:
    """(crop, row of index.tsv) of each face of a source, reserved people left out."""
    free = [(p, label) for p, label in photos_of(args.mirror, source) if not is_reserved(name, label, reserved)]
    photos = spread(free, source.per_label, args.limit)
    contents = read_files(args.mirror / source.repository, [p for p, _ in photos])
    for (path, label), (_, content) in zip(photos, contents, strict=True):
        image = decode(content)
        faces = faces_in(image, detector, source.every_face, source.portrait) if image is not None else []
        for number, (crop, wide, score) in enumerate(faces):
            yield crop, (f"{name}:{path}#{number}", "-", name, label, wide, f"{score:.3f}")


class Filter:
    """Decides crop by crop, and counts why. forbidden and known: unit vectors [n, 512]."""

    def __init__(self, seen: Seen, forbidden: np.ndarray, known: np.ndarray):
        self.seen, self.forbidden, self.known = seen, forbidden, known
        self.counts: Counter[str] = Counter()

    def look(self, crop: np.ndarray, row: tuple) -> bool:
        fault = fault_of(crop, row[4]) or (None if self.seen.add(crop) else "repeat")
        self.counts[fault or "looked well"] += 1
        return fault is None

    def resemble(self, vectors: np.ndarray) -> np.ndarray:
        """bool [n]: neither a person to avoid nor a picture already there."""
        avoided = (vectors @ self.forbidden.T).max(1) >= SAME_PERSON
        repeated = (vectors @ self.known.T).max(1) >= SAME_PICTURE
        repeated |= np.tril(vectors @ vectors.T, -1).max(1) >= SAME_PICTURE
        fine = ~avoided & ~repeated
        self.known = np.concatenate([self.known, vectors[fine]])
        self.counts.update({"of evaluation people": int(avoided.sum()), "same picture": int((repeated & ~avoided).sum())})
        self.counts["kept"] += int(fine.sum())
        return fine


def write(out: Path, crops: np.ndarray, rows: list[tuple], vectors: np.ndarray) -> None:
    out.mkdir(parents=True, exist_ok=True)
    np.save(out / "crops.npy", crops)
    np.save(out / "edgeface-vectors.npy", np.repeat(vectors[:, None].astype(np.float16), 2, 1))
    (out / "edgeface.done").write_text(str(len(crops)))
    with open(out / "index.tsv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None)
        writer.writerow(("crop", "shard", "source", "label", "face_width_px", "detector_score"))
        writer.writerows(rows)


def prepare(args: argparse.Namespace) -> None:
    reserved = read_reserved(args.shared / "data" / "reserved.tsv")
    detector = Scrfd(args.shared / "models" / "scrfd_500m_kps_dynamic.onnx")
    embed = open_embedder("edgeface-xs", args.shared / "models")
    forbidden = forbidden_vectors(embed, detector, args.mirror, args.shared, args.state, reserved)
    print(f"{len(forbidden)} faces of evaluation people", flush=True)
    seen, folders = Seen(), [args.state, *args.beside]
    for folder in folders:
        for crop in np.load(folder / "crops.npy", mmap_mode="r"):
            seen.add(crop)
    known = np.concatenate([np.load(f / "edgeface-vectors.npy", mmap_mode="r")[:, 0] for f in folders]).astype(np.float32)
    crops, rows, vectors = [], [], []
    for name in args.sources:
        filter = Filter(seen, forbidden, known)
        good = (face for face in faces_of(name, known_sources(args.mirror)[name], args, detector, reserved) if filter.look(*face))
        for batch in batches(good):
            found = embed(np.stack([crop for crop, _ in batch]))
            fine = filter.resemble(found)
            crops += [crop for (crop, _), keep in zip(batch, fine, strict=True) if keep]
            rows += [row for (_, row), keep in zip(batch, fine, strict=True) if keep]
            vectors.append(found[fine])
            if len(vectors) % 32 == 0:
                print(name, dict(filter.counts), flush=True)
        known = filter.known
        print(name, dict(filter.counts), flush=True)
    write(args.out, np.stack(crops), rows, np.concatenate(vectors))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("mirror", "shared", "state", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--sources", nargs="+", required=True, help="names in sources.py")
    parser.add_argument("--beside", nargs="*", type=Path, default=[], help="earlier folders whose crops count as repeats")
    parser.add_argument("--limit", type=int, default=10**9, help="photos per source, for a trial")
    prepare(parser.parse_args())
