"""Cosines at which a reference embedder takes two different people for one at a stated rate.

Pairs of faces of two different families among 6,000 labelled family crops of ../shared/data/train-crops (seeded).
Crops labelled 'unlabelled' and sources without identities (utk: one person may be there several times) are left out;
with them in, genuine pairs counted as impostors raised the cosine at 1e-4 from .35 to .48 (mbf). `kith eval
calibrate` measures any pack so, through Kith's own pipeline. Writes reference-cosines.json beside this file.
Usage: measure_cosines.py [shared folder] [training state with the teachers' vectors, so that nothing is embedded]
"""

import csv
import io
import json
import sys
import tarfile
from pathlib import Path

import numpy as np
import onnxruntime as ort
from PIL import Image

HERE = Path(__file__).resolve().parent
SHARED = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parents[2] / "shared"
STATE = Path(sys.argv[2]) if len(sys.argv) > 2 else None
CROPS = SHARED / "data" / "train-crops"
COUNT = 6000
MODELS = {
    "mbf": ("mbf_espdl_dq.onnx", 127.5, 127.5),
    "edgeface-xs": ("edgeface_xs_dq.onnx", 127.5, 127.5),
    "foamliu": (
        "mobilefacenet_foamliu_ms1m.onnx",
        np.array([123.675, 116.28, 103.53]),
        np.array([58.395, 57.12, 57.375]),
    ),
}
TEACHERS = {"mbf": "mbf-vectors.npy", "edgeface-xs": "edgeface-vectors.npy"}


def chosen_rows() -> tuple[np.ndarray, list[dict]]:
    with open(CROPS / "index.tsv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    labelled = [i for i, row in enumerate(rows) if row["source"] == "fiw" and "/" in row["label"]]
    at = np.sort(np.random.default_rng(0).choice(labelled, min(COUNT, len(labelled)), replace=False))
    return at, [rows[i] for i in at]


def read_crops(rows: list[dict]) -> np.ndarray:
    place = {row["crop"]: i for i, row in enumerate(rows)}
    crops = np.empty((len(rows), 112, 112, 3), np.uint8)
    for shard in sorted({row["shard"] for row in rows}):
        with tarfile.open(CROPS / f"crops-{shard}.tar") as tar:
            for member in tar:
                i = place.get(Path(member.name).stem)
                if i is not None:
                    crops[i] = np.asarray(Image.open(io.BytesIO(tar.extractfile(member).read())).convert("RGB"))
    return crops


def embed(name: str, crops: np.ndarray) -> np.ndarray:
    file, mean, std = MODELS[name]
    session = ort.InferenceSession(str(SHARED / "models" / file), providers=["CPUExecutionProvider"])
    batches = []
    for i in range(0, len(crops), 32):
        batch = ((crops[i : i + 32] - mean) / std).transpose(0, 3, 1, 2).astype(np.float32)
        batches.append(session.run(None, {session.get_inputs()[0].name: batch})[0])
    return np.concatenate(batches)


def cosines_at_rates(vectors: np.ndarray, families: np.ndarray) -> dict[str, float]:
    v = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    upper = np.triu(families[:, None] != families[None, :], 1)
    cosine = np.sort((v @ v.T)[upper])[::-1]
    rates = ("1e-2", "1e-3", "1e-4", "1e-5")
    return {rate: round(float(cosine[int(len(cosine) * float(rate))]), 4) for rate in rates}


def main() -> None:
    at, rows = chosen_rows()
    families = np.unique([row["label"].split("/")[0] for row in rows], return_inverse=True)[1]
    crops = None
    path = HERE / "reference-cosines.json"
    result = json.loads(path.read_text()) if path.exists() else {}
    for name in MODELS:
        kept = STATE / TEACHERS[name] if STATE and name in TEACHERS else None
        if kept and kept.exists():
            vectors = np.load(kept, mmap_mode="r")[at, 0].astype(np.float32)
        else:
            crops = read_crops(rows) if crops is None else crops
            vectors = embed(name, crops[:2500])
        result[name] = cosines_at_rates(vectors, families[: len(vectors)])
        print(name, result[name], flush=True)
        path.write_text(json.dumps(result, indent=2) + "\n")


if __name__ == "__main__":
    main()
