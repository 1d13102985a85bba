"""Read a saved Core ML program back and run it in PyTorch, operation by operation.

Core ML itself runs on Apple systems only. What this shows: the saved weights, palettes and graph compute what
PyTorch computes. What it cannot show: rounding, speed and placement on the Neural Engine.
"""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional


def conv(x: dict[str, Tensor], _: object) -> Tensor:
    pad = [int(v) for v in x.get("pad", [0, 0, 0, 0])]
    if x.get("pad_type") == "same":
        raise ValueError("conv: pad_type 'same' is not expected from this exporter")
    data = functional.pad(x["x"], (pad[2], pad[3], pad[0], pad[1])) if any(pad) else x["x"]
    stride, groups = [int(v) for v in x.get("strides", [1, 1])], int(x.get("groups", 1))
    return functional.conv2d(data, x["weight"], x.get("bias"), stride, groups=groups)


def palette(x: dict) -> Tensor:
    """8-bit indices into a palette -> weights."""
    table, places = np.asarray(x["lut"], np.float32).reshape(-1), np.asarray(x["indices"]).reshape(-1)
    if len(table) != 256:
        raise ValueError(f"expected 8-bit palettes, got one of {len(table)} entries")
    return torch.from_numpy(table[places.astype(np.int64)].reshape([int(v) for v in np.asarray(x["shape"])]))


def slice_of(x: dict) -> Tensor:
    """x[begin:end] along every axis; end_mask says that an axis runs to its end."""
    masks = [[bool(v) for v in x.get(name, np.zeros(x["x"].ndim, bool))] for name in ("begin_mask", "end_mask")]
    ends = zip(x["begin"], x["end"], *masks, strict=True)
    return x["x"][tuple(slice(0 if whole else int(low), None if open_end else int(high)) for low, high, whole, open_end in ends)]


def along(value, axis, like: Tensor) -> Tensor:
    """A scale or zero point, of all of like or one for each place on its axis, in a shape that multiplies with it."""
    value = torch.as_tensor(np.asarray(value, np.float32))
    return value if value.ndim == 0 or value.numel() == 1 else value.reshape([-1 if i == int(axis) else 1 for i in range(like.ndim)])


def quantise(x: dict) -> Tensor:
    """Rounded to 8 bits, kept as floats."""
    low, high = (-128, 127) if x.get("output_dtype", "int8") == "int8" else (0, 255)
    scale, zero = (along(x.get(name, 0), x.get("axis", 0), x["input"]) for name in ("scale", "zero_point"))
    return (x["input"] / scale + zero).round().clamp(low, high)


def dequantise(data: Tensor, x: dict) -> Tensor:
    scale, zero = (along(x.get(name, 0), x.get("axis", 0), data) for name in ("scale", "zero_point"))
    return (data - zero) * scale


OPERATIONS = {
    "quantize": lambda x, _: quantise(x),
    "dequantize": lambda x, _: dequantise(torch.as_tensor(np.asarray(x["input"], np.float32)), x),
    "constexpr_affine_dequantize": lambda x, _: dequantise(torch.as_tensor(np.asarray(x["quantized_data"], np.float32)), x),
    "conv": conv,
    "relu": lambda x, _: torch.relu(x["x"]),
    "sigmoid": lambda x, _: torch.sigmoid(x["x"]),
    "add": lambda x, _: x["x"] + x["y"],
    "linear": lambda x, _: functional.linear(x["x"], x["weight"], x.get("bias")),
    "cast": lambda x, _: x["x"],
    "reshape": lambda x, _: x["x"].reshape([int(v) for v in np.asarray(x["shape"]).reshape(-1)]),
    "squeeze": lambda x, _: x["x"].squeeze(tuple(int(a) for a in x["axes"])),
    "reverse": lambda x, _: x["x"].flip([int(a) for a in x["axes"]]),
    "concat": lambda x, _: torch.cat(list(x["values"]), int(x["axis"])),
    "reduce_mean": lambda x, _: x["x"].mean([int(a) for a in x["axes"]], keepdim=bool(x["keep_dims"])),
    "transpose": lambda x, _: x["x"].permute([int(v) for v in x["perm"]]),
    "slice_by_index": lambda x, _: slice_of(x),
    "upsample_nearest_neighbor": lambda x, _: functional.interpolate(
        x["x"], scale_factor=(float(x["scale_factor_height"]), float(x["scale_factor_width"])), mode="nearest"
    ),
    "constexpr_lut_to_dense": lambda x, _: palette(x),
}


def value_of(var, known: dict[str, object]) -> object:
    """A computed tensor, or a constant: arrays as float32 tensors, the rest as it is."""
    if isinstance(var, (list, tuple)):
        return [value_of(v, known) for v in var]
    if var.name in known:
        return known[var.name]
    if isinstance(var.val, np.ndarray) and var.val.dtype.kind == "f":
        return torch.from_numpy(var.val.astype(np.float32))
    return var.val


def run_program(package: Path, x: Tensor) -> dict[str, Tensor]:
    """The outputs of the saved ML program for input x [n, 3, h, w], in float32."""
    import coremltools as ct
    from coremltools.converters.mil.frontend.milproto.load import load

    specification = ct.utils.load_spec(str(package))
    program = load(specification, specification.specificationVersion, str(package / "Data/com.apple.CoreML/weights"))
    main = program.functions["main"]
    known: dict[str, object] = {next(iter(main.inputs)): x}
    for op in main.operations:
        if op.op_type == "const":
            continue
        if op.op_type not in OPERATIONS:
            raise ValueError(f"the saved program has an operation this check does not know: {op.op_type}")
        inputs = {name: value_of(var, known) for name, var in op.inputs.items() if var is not None}
        known[op.outputs[0].name] = OPERATIONS[op.op_type](inputs, op)
    return {out.name: known[out.name] for out in main.outputs}


def compare(module, package: Path, state: Path, count: int = 500) -> dict[str, float]:
    """PyTorch against the saved program on real crops: cosine of the vectors, difference of quality."""
    from kith_training.data.splits import some_of
    from kith_training.data.teachers import to_input

    crops = np.load(state / "crops.npy", mmap_mode="r")
    rows = some_of(np.arange(len(crops)), count, np.random.default_rng(17))
    cosines, apart = [], []
    with torch.inference_mode():
        for start in range(0, len(rows), 16):
            x = to_input(crops[rows[start : start + 16]]).contiguous()
            vector, quality = module(x)
            saved = run_program(package, x)
            cosines.append(functional.cosine_similarity(vector, saved["vector"]))
            apart.append((quality - saved["quality"]).abs().flatten())
    cosine = torch.cat(cosines)
    return {
        "crops": float(len(cosine)),
        "cosine_mean": float(cosine.mean()),
        "cosine_min": float(cosine.min()),
        "quality_difference_max": float(torch.cat(apart).max()),
        "bytes": float(sum(p.stat().st_size for p in package.rglob("*") if p.is_file())),
    }
