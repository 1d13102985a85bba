"""Cosines at which a reference embedder takes two different people for one at a stated rate.

From 2,500 crops of ../shared/data/train-crops: one per family (fiw), the rest faces of all ages (utk), which may hold
a few photos of one person: the last rate is on the safe side.
Writes reference-cosines.json beside this file. Usage: measure_cosines.py [shared folder]
"""

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
CROPS = SHARED / "data" / "train-crops"
MODELS = {
    "mbf": ("mbf_espdl_dq.onnx", 127.5, 127.5),
    "edgeface-xs": ("edgeface_xs_dq.onnx", 127.5, 127.5),
    "foamliu": (
        "mobilefacenet_foamliu_ms1m.onnx",
        np.array([123.675, 116.28, 103.53]),
        np.array([58.395, 57.12, 57.375]),
    ),
}


def strangers(limit: int) -> np.ndarray:
    """One crop per family, then utk crops: [n, 112, 112, 3] RGB."""
    chosen: dict[str, set] = {}
    families: set[str] = set()
    with open(CROPS / "index.tsv") as rows:
        next(rows)
        for row in rows:
            crop, shard, source, label, *_ = row.rstrip("\n").split("\t")
            key = label.split("/")[0] if source == "fiw" else f"{source}:{crop}"
            if source not in ("fiw", "utk") or key in families:
                continue
            families.add(key)
            chosen.setdefault(shard, set()).add(crop)
            if len(families) == limit:
                break
    pictures = []
    for shard, names in sorted(chosen.items()):
        with tarfile.open(CROPS / f"crops-{shard}.tar") as tar:
            for member in tar:
                if Path(member.name).stem in names:
                    pictures.append(np.asarray(Image.open(io.BytesIO(tar.extractfile(member).read())).convert("RGB")))
    return np.stack(pictures)


def main() -> None:
    pictures = strangers(2500)
    print(len(pictures), "strangers")
    result = {}
    for name, (file, mean, std) in MODELS.items():
        session = ort.InferenceSession(str(SHARED / "models" / file), providers=["CPUExecutionProvider"])
        vectors = []
        for i in range(0, len(pictures), 32):
            batch = ((pictures[i : i + 32] - mean) / std).transpose(0, 3, 1, 2).astype(np.float32)
            vectors.append(session.run(None, {session.get_inputs()[0].name: batch})[0])
        v = np.concatenate(vectors)
        v /= np.linalg.norm(v, axis=1, keepdims=True)
        cosines = np.sort((v @ v.T)[np.triu_indices(len(v), 1)])[::-1]
        result[name] = {
            rate: round(float(cosines[int(len(cosines) * float(rate))]), 4) for rate in ("1e-2", "1e-3", "1e-4", "1e-5")
        }
        print(name, result[name])
    (HERE / "reference-cosines.json").write_text(json.dumps(result, indent=2) + "\n")


if __name__ == "__main__":
    main()
