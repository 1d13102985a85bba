"""More training crops from public repositories: detect, align, drop evaluation people, drop repeats.

    python -m kith_training.data.prepare --mirror MIRROR --shared ../shared --state STATE --out STATE/wide1 \
        --sources aaf scut utk

MIRROR holds the fetched repositories named in sources.py. A photo is left out when its label is in reserved.tsv or, where
labels are names, in LFW. A face is left out when it is small, grey or blurred (faces.py), when it repeats a crop of
train-crops, of OUT or of the folders of --beside (a cosine of 0.9), or when its edgeface-xs vector, or its label's mean where
labels are people, has a cosine of 0.45 or more to any face of LFW, families-dev, album-dev or of a reserved person's photos
in these repositories (people are then taken for the same about once in 100,000 pairs). Writes OUT/crops.npy and OUT/index.tsv
as decode_shards does, and edgeface's vectors: teacher_cache and targets run on OUT as on STATE. Interrupted runs start again.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np

from kith_training.data.faces import decode, faces_in, fault_of
from kith_training.data.forbidden import forbidden_vectors
from kith_training.data.git_files import read_files
from kith_training.data.people import lfw_people
from kith_training.data.scrfd import Scrfd
from kith_training.data.source_table import known_sources
from kith_training.data.sources import Source, is_reserved, photos_of, read_reserved
from kith_training.data.stack import write_folder
from kith_training.evaluate.references import open_embedder

SAME_PERSON = 0.45
SAME_PICTURE = 0.9
BATCH = 64


def batches(items: Iterator[tuple]) -> Iterator[list[tuple]]:
    while batch := list(islice(items, BATCH)):
        yield batch


def spread(photos: list[tuple[str, str]], per_label: int, limit: int) -> list[tuple[str, str]]:
    """At most per_label photos of a label and `limit` in all, drawn with a fixed seed."""
    counts, kept = Counter(), []
    for i in np.random.default_rng(1).permutation(len(photos)):
        counts[photos[i][1]] += 1
        if counts[photos[i][1]] <= per_label and len(kept) < limit:
            kept.append(photos[i])
    return kept


def faces_of(name: str, source: Source, args: argparse.Namespace, detector: Scrfd, reserved) -> Iterator[tuple]:
    """(crop, row of index.tsv) of each face of a source, reserved people left out."""
    free = [(p, label) for p, label in photos_of(args.mirror, source) if not is_reserved(name, source, label, reserved)]
    photos = spread(free, source.per_label, args.limit)
    contents = read_files(args.mirror / source.repository, [p for p, _ in photos], source.commit)
    for (path, label), (_, content) in zip(photos, contents, strict=True):
        image = decode(content)
        faces = faces_in(image, detector, source.every_face, source.portrait) if image is not None else []
        for number, (crop, wide, score) in enumerate(faces):
            yield crop, (f"{name}:{path}#{number}", "-", name, label, wide, f"{score:.3f}")


def nearest(vectors: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Highest cosine of each row to one of the others."""
    return (vectors @ others.T).max(1, initial=-1.0)


class Filter:
    """Decides crop by crop, and counts why. forbidden and known: unit vectors [n, 512].

    Repeats are told by the embedder alone: a 64-bit difference hash took one face in five for one, 151 of 155 wrongly.
    """

    def __init__(self, forbidden: np.ndarray, known: np.ndarray):
        self.forbidden, self.known, self.kept = forbidden, known, np.zeros((0, known.shape[1]), np.float32)
        self.counts: Counter[str] = Counter()

    def look(self, crop: np.ndarray, row: tuple) -> bool:
        fault = fault_of(crop, row[4])
        self.counts[fault or "looked well"] += 1
        return fault is None

    def resemble(self, vectors: np.ndarray) -> np.ndarray:
        """bool [n]: neither a person to avoid nor a picture already there."""
        avoided = nearest(vectors, self.forbidden) >= SAME_PERSON
        repeated = np.maximum(nearest(vectors, self.known), nearest(vectors, self.kept)) >= SAME_PICTURE
        repeated |= np.tril(vectors @ vectors.T, -1).max(1) >= SAME_PICTURE
        fine = ~avoided & ~repeated
        self.kept = np.concatenate([self.kept, vectors[fine]])
        counts = {"of evaluation people": avoided, "same picture": repeated & ~avoided, "kept": fine}
        self.counts.update({why: int(which.sum()) for why, which in counts.items()})
        return fine


def strangers(vectors: np.ndarray, labels: list[str], forbidden: np.ndarray) -> np.ndarray:
    """bool [n]: the mean face of the label is of nobody to avoid. A mean tells people apart better than one picture."""
    numbers = np.unique(labels, return_inverse=True)[1]
    sums = np.zeros((numbers.max(initial=-1) + 1, vectors.shape[1]), np.float32)
    np.add.at(sums, numbers, vectors)
    lengths = np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12)
    return (nearest(sums / lengths, forbidden) < SAME_PERSON)[numbers]


def write(out: Path, crops: np.ndarray, rows: list[tuple], vectors: np.ndarray) -> None:
    write_folder(out, crops, rows)
    np.save(out / "edgeface-vectors.npy", np.repeat(vectors[:, None].astype(np.float16), 2, 1))
    (out / "edgeface.done").write_text(str(len(crops)))


def prepare(args: argparse.Namespace) -> None:
    reserved = read_reserved(args.shared / "data" / "reserved.tsv") | lfw_people(args.mirror)
    detector = Scrfd(args.shared / "models" / "scrfd_500m_kps_dynamic.onnx")
    embed = open_embedder("edgeface-xs", args.shared / "models")
    forbidden = forbidden_vectors(embed, detector, args.mirror, args.shared, args.state, reserved)
    print(f"{len(forbidden)} faces of evaluation people", flush=True)
    earlier = [np.load(f / "edgeface-vectors.npy", mmap_mode="r")[:, 0] for f in (args.state, *args.beside)]
    known = np.concatenate(earlier).astype(np.float32)
    filter, crops, rows, vectors = Filter(forbidden, known), [], [], []
    for name in args.sources:
        source, begun = known_sources(args.mirror)[name], len(rows)
        filter.counts.clear()
        for batch in batches(face for face in faces_of(name, source, args, detector, reserved) if filter.look(*face)):
            found = embed(np.stack([crop for crop, _ in batch]))
            fine = filter.resemble(found)
            for (crop, row), vector, keep in zip(batch, found, fine, strict=True):
                if keep:
                    crops.append(crop), rows.append(row), vectors.append(vector)
        if source.people and len(rows) > begun:
            fine = strangers(np.stack(vectors[begun:]), [row[3] for row in rows[begun:]], forbidden)
            for kept in (crops, rows, vectors):
                kept[begun:] = [item for item, keep in zip(kept[begun:], fine, strict=True) if keep]
            filter.counts["of people whose mean is avoided"] = int((~fine).sum())
        print(name, dict(filter.counts), flush=True)
    write(args.out, np.stack(crops), rows, np.stack(vectors))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("mirror", "shared", "state", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--sources", nargs="+", required=True, help="names in sources.py")
    parser.add_argument("--beside", nargs="*", type=Path, default=[], help="earlier folders whose crops count as repeats")
    parser.add_argument("--limit", type=int, default=10**9, help="photos per source, for a trial")
    prepare(parser.parse_args())
