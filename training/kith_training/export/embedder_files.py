"""One embedder as files of 32, 16 and 8 bits, and what each is for."""

from pathlib import Path

import numpy as np
import onnx

from kith_training.augment.degrade import degrade
from kith_training.data.splits import read_split, some_of
from kith_training.data.teachers import to_input
from kith_training.export.golden import run_onnx
from kith_training.export.onnx_graph import to_onnx
from kith_training.export.quantise import quantise
from kith_training.export.small_weights import with_small_weights
from kith_training.quality.fit import Fitted

# On a CPU int8 comes first: as accurate here (results/embedder.csv) and 2.8 times faster natively. WASM runs the same file
# so that the browser has the same vectors as Node: fp16 beside int8 moved 20 of 470 vectors below a cosine of .995.
# Accelerators want floats: they get weights of 8 bits made float32 at load, nearer to fp32 than int8 is, at half the size
# of the fp16 file, which is measured and stays out of the pack.
BACKENDS = {"int8": ["cpu", "wasm"], "w8": ["webgpu", "coreml", "cuda", "directml"]}
VARIANTS = {"fp32": "", "fp16": "-fp16", "w8": "-w8", "int8": "-int8"}  # end of the file's name
SMALLER = tuple(VARIANTS)[1:]
# What int8 leaves in floats. The quality's ranges would come from faces alone, and crops without a face, far below them, would all get
# the lowest face's quality; the last layers cost little and a fifth of what int8 loses. The first one is int8: its input is bytes, so that
# every build of the runtime computes the same, while float sums before the first rounding fall now to one side of a step, now to the other (0038).
LOOKS = ("mirrored", "looks", "looks.apart", "features")
HEAD = ("vector.straight", "vector.inner", "vector.relu", "vector.outer", "vector")
KEPT_FLOAT = (*LOOKS, "expand", "pool", *HEAD, "quality.hidden", "quality.relu", "quality.logit", "quality")


def calibration_crops(state: Path, count: int = 512) -> np.ndarray:
    """Training-side crops for int8 ranges, every second one worsened."""
    split, crops = read_split(state / "index.tsv"), np.load(state / "crops.npy", mmap_mode="r")
    rng = np.random.default_rng(11)
    rows = some_of(split.train, count, rng)
    return np.stack([degrade(crops[r], rng) if i % 2 else crops[r] for i, r in enumerate(rows)])


def write_files(model, quality: Fitted, state: Path, folder: Path, name: str) -> dict[str, Path]:
    files = {variant: folder / f"{name}{end}.onnx" for variant, end in VARIANTS.items()}
    full = to_onnx(model, quality.head)
    onnx.save(full, files["fp32"])
    onnx.save(with_small_weights(full, 16), files["fp16"])
    onnx.save(with_small_weights(full, 8), files["w8"])
    quantise(full, calibration_crops(state), files["int8"], KEPT_FLOAT)
    onnx.save(with_small_weights(onnx.load(files["int8"]), 8, weights_alone=True), files["int8"])
    return files


def check_quality(files: dict[str, Path], faceless: np.ndarray) -> None:
    """Raises when a file judges crops without a face otherwise than fp32: int8 once said .317 of each, above the engine's gate."""
    inputs = to_input(faceless).contiguous().numpy()
    full, *others = (run_onnx(files[p], inputs)["quality"] for p in VARIANTS)
    apart = [float(np.abs(o - full).max()) for o in others]
    print("quality of faceless crops: largest", full.max(), SMALLER, "apart", apart, flush=True)
    if max(apart) > 0.1:
        raise ValueError(f"quality of crops without a face: {SMALLER} are {apart} from fp32")
