"""Embedders to measure, ours and the references, behind one call: uint8 crops -> unit vectors."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kith_training.common.onnx_session import session

BATCH = 16


@dataclass(frozen=True)
class Preprocess:
    """(x / divide - mean) / std per RGB channel."""

    divide: float
    mean: tuple[float, float, float]
    std: tuple[float, float, float]


SIGNED = Preprocess(1, (127.5,) * 3, (127.5,) * 3)
IMAGENET = Preprocess(255, (0.485, 0.456, 0.406), (0.229, 0.224, 0.225))
REFERENCES = {
    "mbf": ("mbf_espdl_dq.onnx", SIGNED),
    "edgeface-xs": ("edgeface_xs_dq.onnx", SIGNED),
    "mobilefacenet-ms1m": ("mobilefacenet_foamliu_ms1m.onnx", IMAGENET),
}


class OnnxEmbedder:
    """Runs an ONNX embedder on one thread; the first output is the vector."""

    def __init__(self, path: Path, preprocess: Preprocess = SIGNED, threads: int = 1):
        self.session = session(path, threads)
        self.input = self.session.get_inputs()[0].name
        self.preprocess = preprocess

    def tensor(self, crops: np.ndarray) -> np.ndarray:
        p = self.preprocess
        pixels = (crops.astype(np.float32) / p.divide - np.float32(p.mean)) / np.float32(p.std)
        return np.ascontiguousarray(pixels.transpose(0, 3, 1, 2), np.float32)

    def raw(self, crops: np.ndarray) -> list[np.ndarray]:
        parts = [
            self.session.run(None, {self.input: self.tensor(crops[i : i + BATCH])}) for i in range(0, len(crops), BATCH)
        ]
        return [np.concatenate(p) for p in zip(*parts, strict=True)]

    def __call__(self, crops: np.ndarray) -> np.ndarray:
        vectors = self.raw(crops)[0].astype(np.float32)
        if not np.isfinite(vectors).all():
            raise ValueError("the embedder gave numbers that are not finite")
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)


def open_embedder(name: str, models: Path) -> OnnxEmbedder:
    """A reference by its short name, or one of ours by the path of its ONNX file."""
    if name in REFERENCES:
        file, preprocess = REFERENCES[name]
        return OnnxEmbedder(models / file, preprocess)
    return OnnxEmbedder(Path(name))
