"""More training crops from public repositories: detect, align, drop evaluation people, drop repeats.

    python -m kith_training.data.prepare --mirror MIRROR --shared ../shared --state STATE --out STATE/wide

MIRROR holds the fetched repositories named in sources.py. A photo is left out when its label is in
reserved.tsv; a face is left out when it is a near-duplicate of a crop already there (also of
train-crops), or when its edgeface-xs vector has a cosine of 0.45 or more to any face of LFW, families-dev,
album-dev or of a reserved person's photos in these repositories (people are then taken for the same
about once in 100,000 pairs). Writes OUT/crops.npy and OUT/index.tsv in the form of decode_shards, so
teacher_cache and targets run on OUT as on STATE; interrupted runs start again.
"""

import argparse
import csv
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from kith_training.data.align import align
from kith_training.data.git_files import read_files
from kith_training.data.near_duplicates import Seen
from kith_training.data.scrfd import Scrfd
from kith_training.data.sources import Source, is_reserved, known_sources, photos_of, read_reserved
from kith_training.evaluate.families import read_families
from kith_training.evaluate.references import OnnxEmbedder, open_embedder

SAME_PERSON = 0.45
SMALLEST = 28  # pixels of face width in the original


def decode(content: bytes) -> np.ndarray | None:
    """RGB pixels, or None for what is no readable picture."""
    image = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR)
    return None if image is None else cv2.cvtColor(image, cv2.COLOR_BGR2RGB)


def faces_in(image: np.ndarray, detector: Scrfd, every: bool) -> list[tuple[np.ndarray, int, float]]:
    """(crop, face width in pixels, score) of the faces wide enough, the largest first."""
    boxes, scores, points = detector(image, side=640, score=0.55)
    wide = boxes[:, 2] - boxes[:, 0] if len(boxes) else np.zeros(0)
    order = [i for i in np.argsort(-wide) if wide[i] >= SMALLEST]
    picks = order if every else order[:1]
    return [(align(image, points[i]), int(wide[i]), float(scores[i])) for i in picks]


def forbidden_vectors(embed: OnnxEmbedder, detector: Scrfd, args: argparse.Namespace, reserved) -> np.ndarray:
    """Vectors of every face of the evaluation sets and of reserved people's photos."""
    crops = [np.load(args.state / "lfw" / "crops.npy"), read_families(args.shared / "data" / "families-dev")[0]]
    photos = [decode(p.read_bytes()) for p in sorted((args.shared / "data" / "album-dev" / "photos").glob("*.jpg"))]
    for name, source in known_sources(args.mirror).items():
        paths = [path for path, label in photos_of(args.mirror, source) if is_reserved(name, label, reserved)]
        photos += [decode(content) for _, content in read_files(args.mirror / source.repository, paths)]
    cut = [crop for image in photos if image is not None for crop, _, _ in faces_in(image, detector, True)]
    return np.concatenate([embed(c) for c in [*crops, np.stack(cut)]])


def faces_of(name: str, source: Source, args: argparse.Namespace, detector: Scrfd, reserved) -> Iterator[tuple]:
    photos = [(p, label) for p, label in photos_of(args.mirror, source) if not is_reserved(name, label, reserved)]
    contents = read_files(args.mirror / source.repository, [p for p, _ in photos[: args.limit]])
    for (path, label), (_, content) in zip(photos, contents, strict=False):
        image = decode(content)
        for number, (crop, wide, score) in enumerate(faces_in(image, detector, source.every_face) if image is not None else []):
            yield crop, (f"{name}:{path}#{number}", "-", name, label, wide, f"{score:.3f}")


def prepare(args: argparse.Namespace) -> None:
    reserved = read_reserved(args.shared / "data" / "reserved.tsv")
    detector = Scrfd(args.shared / "models" / "scrfd_2.5g_kps_dynamic.onnx")
    embed = open_embedder("edgeface-xs", args.shared / "models")
    seen = Seen()
    for crop in np.load(args.state / "crops.npy", mmap_mode="r"):
        seen.add(crop)
    forbidden = forbidden_vectors(embed, detector, args, reserved)
    print(f"{len(forbidden)} faces of evaluation people", flush=True)
    crops, rows, counts = [], [], {}
    for name, source in known_sources(args.mirror).items():
        new = [face for face in faces_of(name, source, args, detector, reserved) if seen.add(face[0])]
        vectors = embed(np.stack([f[0] for f in new])) if new else np.zeros((0, 512))
        known = np.array([(forbidden @ v).max() >= SAME_PERSON for v in vectors], bool)
        kept = [face for face, same in zip(new, known, strict=True) if not same]
        counts[name] = {"new": len(new), "of evaluation people": int(known.sum()), "kept": len(kept)}
        print(name, counts[name], flush=True)
        crops += [c for c, _ in kept]
        rows += [r for _, r in kept]
    args.out.mkdir(parents=True, exist_ok=True)
    np.save(args.out / "crops.npy", np.stack(crops))
    with open(args.out / "index.tsv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None)
        writer.writerow(("crop", "shard", "source", "label", "face_width_px", "detector_score"))
        writer.writerows(rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("mirror", "shared", "state", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=10**9, help="photos per source, for a trial")
    prepare(parser.parse_args())
