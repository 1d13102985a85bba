"""All state of a run in one file, written beside and renamed: a kill leaves the old or the new, never half of one."""

from dataclasses import asdict
from pathlib import Path

import torch

from .average import Average
from .config import RunConfig


def write_whole(path: Path, state: dict, writer: str = "") -> None:
    """writer: a word of its own for each process, where several may write the file at once."""
    part = path.with_suffix(f"{writer}.part")
    torch.save(state, part)
    part.replace(path)


def save(path: Path, model, optimizer, average: Average, step: int, config: RunConfig) -> None:
    state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "average": average.values}
    settings = {k: str(v) for k, v in asdict(config).items()}
    write_whole(path, {**state, "seen": average.seen, "step": step, "config": settings})


def restore(path: Path, model, optimizer, average: Average) -> int:
    """Load what save wrote; the steps done, 0 where there is no file."""
    if not path.exists():
        return 0
    state = torch.load(path, map_location="cpu", weights_only=True)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    average.values, average.seen = state["average"], state["seen"]
    return state["step"]


def begin_from(path: Path | str, model: torch.nn.Module) -> None:
    """Load weights (those alone, fp16 or fp32, or a run's average) into a model that has not been trained in this run.

    What is thrown away after training (`adapters`) may be in one and not in the other.
    """
    state = torch.load(path, map_location="cpu", weights_only=True)
    state = {k: v.float() if v.is_floating_point() else v for k, v in state.get("average", state).items()}
    missed = model.load_state_dict(state, strict=False)
    odd = [key for key in [*missed.missing_keys, *missed.unexpected_keys] if not key.startswith("adapters.")]
    if odd:
        raise ValueError(f"{path} holds other weights than this model's: {odd[:5]}")
