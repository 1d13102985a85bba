"""The golden self-test of a model file, as packages/core's manifest defines it."""

from pathlib import Path

import numpy as np

from kith_training.common.onnx_session import session

HEAD = 16  # numbers of the output that the manifest keeps


def golden_input(shape: tuple[int, ...]) -> np.ndarray:
    """float32 tensor v(i) = ((7i + 3*floor(i/97)) mod 256 - 127.5) / 127.5 over the flat index i."""
    i = np.arange(int(np.prod(shape)), dtype=np.int64)
    return (((i * 7 + 3 * (i // 97)) % 256 - 127.5) / 127.5).astype(np.float32).reshape(shape)


def run_onnx(path: Path, tensor: np.ndarray, threads: int = 1) -> dict[str, np.ndarray]:
    """All outputs of an ONNX model with one input, by name, on onnxruntime's CPU provider."""
    model = session(path, threads)
    names = [output.name for output in model.get_outputs()]
    return dict(zip(names, model.run(names, {model.get_inputs()[0].name: tensor}), strict=True))


def golden_of(path: Path, shape: tuple[int, ...], output: str, tolerance: float) -> dict[str, object]:
    """The manifest's golden entry: the first HEAD numbers of the named output for the golden input.

    shape is that of one input, [1, 3, height, width]; tolerance is the largest absolute difference
    that every precision and backend of this model may show.
    """
    values = run_onnx(path, golden_input(shape))[output].reshape(-1)[:HEAD]
    return {"output": output, "head": [round(float(v), 6) for v in values], "tolerance": tolerance}
