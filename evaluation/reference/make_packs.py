"""Writes evaluation/packs/reference-*.json: manifests for the reference weights, which stay where they are.

A stranger's models become a pack by such a manifest alone. Sizes, hashes and golden outputs are computed here with
ONNX Runtime in Python, apart from Kith's own code. Usage: make_packs.py [folder of the weights]
"""

import hashlib
import json
import sys
from pathlib import Path

import numpy as np
import onnxruntime as ort

HERE = Path(__file__).resolve().parent
FOLDER = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parents[2] / "shared" / "models"
PACKS = HERE.parent / "packs"


def golden_input(length: int) -> np.ndarray:
    i = np.arange(length)
    return (((i * 7 + 3 * (i // 97)) % 256 - 127.5) / 127.5).astype(np.float32)


def file_entry(name: str) -> dict:
    data = (FOLDER / name).read_bytes()
    return {
        "file": name,
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
        "format": "onnx",
        "precision": "fp32",
        "backends": ["cpu", "wasm", "webgpu"],
    }


def golden(name: str, shape: tuple, output: str, tolerance: float) -> dict:
    session = ort.InferenceSession(str(FOLDER / name), providers=["CPUExecutionProvider"])
    (value,) = session.run([output], {session.get_inputs()[0].name: golden_input(int(np.prod(shape))).reshape(shape)})
    head = [round(float(v), 5) for v in value.ravel()[:16]]
    return {"output": output, "head": head, "tolerance": tolerance}


def model_input(name: str, colour: str, mean: float, std: float, size: dict, batch: int) -> dict:
    return {
        "name": name,
        "layout": "NCHW",
        "colour": colour,
        "mean": [mean] * 3,
        "std": [std] * 3,
        "size": size,
        "maxBatch": batch,
    }


ANY = {"kind": "multiple", "multipleOf": 32, "default": 640}


def yunet() -> dict:
    name = "yunet_n_dynamic.onnx"
    return {
        "files": [file_entry(name)],
        "input": model_input("input", "BGR", 0, 1, ANY, 16),
        "parameters": 75856,
        "megaMacs": 596,
        "licence": "Apache family",
        "provenance": "ShiqiYu/libfacedetection.train, YuNet-n",
        "golden": golden(name, (1, 3, 640, 640), "bbox_8", 0.01),
        "head": {
            "boxes": "centre-size",
            "outputs": "cells",
            "scoreActivation": "none",
            "anchorsPerCell": 1,
            "anchorOffset": 0,
            "levels": [
                {
                    "stride": s,
                    "scores": f"cls_{s}",
                    "objectness": f"obj_{s}",
                    "boxes": f"bbox_{s}",
                    "points": f"kps_{s}",
                }
                for s in (8, 16, 32)
            ],
        },
        "thresholds": {"score": 0.6, "nmsIou": 0.4},
    }


def scrfd(name: str, parameters: int, macs: int, origin: str) -> dict:
    return {
        "files": [file_entry(name)],
        "input": model_input("images", "RGB", 127.5, 128, ANY, 16),
        "parameters": parameters,
        "megaMacs": macs,
        "licence": "non-commercial",
        "provenance": origin,
        "golden": golden(name, (1, 3, 640, 640), "out3", 0.01),
        "head": {
            "boxes": "distance",
            "outputs": "cells",
            "scoreActivation": "none",
            "anchorsPerCell": 2,
            "anchorOffset": 0,
            "levels": [
                {"stride": s, "scores": f"out{i}", "boxes": f"out{i + 3}", "points": f"out{i + 6}"}
                for i, s in enumerate((8, 16, 32))
            ],
        },
        "thresholds": {"score": 0.5, "nmsIou": 0.4},
    }


def embedder(name: str, dimension: int, parameters: int, macs: int, licence: str, origin: str, mean, std, cosine) -> dict:
    face = {"kind": "fixed", "width": 112, "height": 112}
    entry = model_input("input", "RGB", 0, 1, face, 64) | {"mean": mean, "std": std}
    return {
        "files": [file_entry(name)],
        "input": entry,
        "parameters": parameters,
        "megaMacs": macs,
        "licence": licence,
        "provenance": origin,
        "golden": golden(name, (1, 3, 112, 112), "embedding", 0.01),
        "output": "embedding",
        "dimension": dimension,
        "cosineAtFalseMatchRate": cosine,
    }


HALF = ([127.5] * 3, [127.5] * 3)
IMAGENET = ([123.675, 116.28, 103.53], [58.395, 57.12, 57.375])

DETECTORS = {
    "yunet": ("YuNet-n", yunet),
    "scrfd-500m": (
        "SCRFD-500M",
        lambda: scrfd("scrfd_500m_kps_dynamic.onnx", 630000, 734, "SCRFD weights through hpc203/scrfd-opencv"),
    ),
    "scrfd-2.5g": (
        "SCRFD-2.5G",
        lambda: scrfd("scrfd_2.5g_kps_dynamic.onnx", 820000, 3428, "SCRFD weights through hpc203/scrfd-opencv"),
    ),
}
EMBEDDERS = {
    "mbf": (
        "MobileFaceNet (ESP-DL)",
        lambda c: embedder(
            "mbf_espdl_dq.onnx", 512, 3400000, 437, "MIT (repository)", "espressif/esp-dl, dequantised", *HALF, c
        ),
    ),
    "edgeface-xs": (
        "EdgeFace-XS",
        lambda c: embedder(
            "edgeface_xs_dq.onnx", 512, 2200000, 98, "BSD-3 code, non-commercial weights", "Idiap EdgeFace-XS", *HALF, c
        ),
    ),
    "foamliu": (
        "MobileFaceNet (foamliu)",
        lambda c: embedder(
            "mobilefacenet_foamliu_ms1m.onnx", 128, 1000000, 234, "Apache-2.0", "foamliu/MobileFaceNet", *IMAGENET, c
        ),
    ),
}
PAIRS = [
    ("yunet", "mbf"),
    ("scrfd-500m", "edgeface-xs"),
    ("scrfd-500m", "mbf"),
    ("scrfd-2.5g", "mbf"),
    ("yunet", "foamliu"),
]


def main() -> None:
    cosines = json.loads((HERE / "reference-cosines.json").read_text())
    PACKS.mkdir(exist_ok=True)
    for detector, face in PAIRS:
        (detector_name, make_detector), (face_name, make_embedder) = DETECTORS[detector], EMBEDDERS[face]
        pack = {
            "schema": 1,
            "id": f"reference-{detector}-{face}",
            "name": f"{detector_name} + {face_name} (reference weights, not part of Kith)",
            "version": "1",
            "licence": "research only; see each model",
            "preprocessing": 1,
            "models": {"detector": make_detector(), "embedder": make_embedder(cosines[face])},
        }
        (PACKS / f"{pack['id']}.json").write_text(json.dumps(pack, indent=2) + "\n")
        print(pack["id"])


if __name__ == "__main__":
    main()
