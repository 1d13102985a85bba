"""A wider, deeper embedder that computes just what a trained smaller one does, to begin its training from.

    python -m kith_training.embedder.grow --start STATE/small-h/last.pt --shape base --out STATE/base-start.npz

After Net2Net (Chen et al. 2015, arXiv 1511.05641), with zeros instead of copies: a new channel has fresh weights of
its own, but nobody listens to it yet, and a new block adds nothing yet. Gradients reach both from the first step.
"""

import argparse
from pathlib import Path

import torch
from torch import Tensor, nn

from kith_training.embedder.model import SHAPES, Adapters, Embedder
from kith_training.embedder.weights import load_weights, save_weights


def pasted(small: Tensor, fresh: Tensor) -> Tensor:
    """fresh with small in its first corner; weights [out, in, ...] from new inputs to old outputs are zero."""
    out = fresh.clone()
    if small.ndim == 0:
        return small.clone()
    if small.ndim > 1:
        out[: len(small), small.shape[1] :] = 0
    out[tuple(slice(0, n) for n in small.shape)] = small
    return out


def grown(small: dict[str, Tensor], fresh: dict[str, Tensor]) -> dict[str, Tensor]:
    """State of the larger net: every tensor of the smaller one pasted into the fresh one's."""
    if missing := set(small) - set(fresh):
        raise ValueError(f"the larger shape lacks {sorted(missing)[:3]}: blocks can be added, not taken away")
    return {name: pasted(small[name], value) if name in small else value for name, value in fresh.items()}


def silence_new_blocks(model: Embedder, small: dict[str, Tensor]) -> None:
    """A block that the smaller net lacks begins as x + 0."""
    for name, module in model.named_modules():
        if name.endswith("mix.1") and isinstance(module, nn.BatchNorm2d) and f"{name}.weight" not in small:
            nn.init.zeros_(module.weight)


def grow(start: dict[str, dict], shape: str, seed: int = 1) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """(average, adapters) of SHAPES[shape] that give the vectors and maps of `start` (weights.load_weights)."""
    torch.manual_seed(seed)
    model = Embedder(SHAPES[shape])
    silence_new_blocks(model, start["average"])
    axes = tuple(len(start["adapters"][f"outward.{n}.weight"]) for n in range(3))
    return grown(start["average"], model.state_dict()), grown(start["adapters"], Adapters(SHAPES[shape], axes).state_dict())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--shape", choices=SHAPES, default="base")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    source = load_weights(args.start)
    average, adapters = grow(source, args.shape)
    note = {**source["note"], "shape": args.shape, "run": f"grown from {source['note']['run']}"}
    save_weights(args.out, {"average": average, "adapters": adapters}, note)
