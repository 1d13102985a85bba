"""Weights-only checkpoints: float16 arrays in one .npz (its entries in bzip2, which numpy reads as well), small enough for the repository."""

import zipfile
from pathlib import Path

import numpy as np
import torch

from kith_training.embedder.model import SHAPES, Embedder


def coarser(values: np.ndarray) -> np.ndarray:
    """float16 with six bits of mantissa instead of ten (a hundredth at most), which compress by a third."""
    return ((values.view(np.uint16) + 8) & 0xFFF0).view(np.float16)


def save_weights(path: Path, parts: dict[str, dict[str, torch.Tensor]], note: dict[str, str], coarse: bool = False) -> None:
    """parts: {'average': state_dict, 'adapters': state_dict}; note: strings such as shape, step, run; coarse: see coarser."""
    arrays = {}
    for part, state in parts.items():
        for name, value in state.items():
            value = value.detach().cpu()
            floats = value.dtype.is_floating_point
            array = (value.half() if floats else value).numpy()
            arrays[f"{part}/{name}"] = coarser(array) if coarse and floats else array
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as file:
        for name, array in {**arrays, **{f"note/{k}": np.array(v) for k, v in note.items()}}.items():
            with file.open(f"{name}.npy", "w", force_zip64=True) as entry:
                np.lib.format.write_array(entry, array, allow_pickle=False)


def load_weights(path: Path) -> dict[str, dict]:
    """A training checkpoint (.pt) or a weights-only one (.npz) -> {'average', 'adapters', 'note'}."""
    if path.suffix == ".pt":
        state = torch.load(path, map_location="cpu", weights_only=True)
        note = {"shape": state["config"]["shape"], "step": str(state["step"]), "run": state["config"]["run"]}
        return {"average": state["average"], "adapters": state["adapters"], "note": note}
    out: dict[str, dict] = {"average": {}, "adapters": {}, "note": {}}
    with np.load(path) as file:
        for key, value in file.items():
            part, name = key.split("/", 1)
            if part == "note":
                out["note"][name] = str(value)
            else:
                tensor = torch.from_numpy(np.array(value))
                out[part][name] = tensor.float() if tensor.dtype.is_floating_point else tensor
    return out


def load_average(checkpoint: Path) -> Embedder:
    """The averaged weights of a checkpoint (.pt or .npz), ready for inference."""
    state = load_weights(checkpoint)
    model = Embedder(SHAPES[state["note"]["shape"]])
    model.load_state_dict(state["average"])
    return model.eval()
