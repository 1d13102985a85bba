"""Where a run computes: device, precision, its place among several processes."""

import os

import torch


def best_device() -> str:
    return "cuda" if torch.cuda.is_available() else "cpu"


def join_processes(device: str) -> tuple[int, int]:
    """(processes, rank of this one); joins the group that torchrun announces."""
    world, rank = int(os.environ.get("WORLD_SIZE", 1)), int(os.environ.get("RANK", 0))
    if world > 1:
        torch.distributed.init_process_group("nccl" if device == "cuda" else "gloo")
    if device == "cuda":
        torch.cuda.set_device(int(os.environ.get("LOCAL_RANK", 0)))
    return world, rank


def use_bf16(precision: str, device: str) -> bool:
    """precision: auto | bf16 | fp32; auto is bf16 where the machine computes in it."""
    if precision != "auto":
        return precision == "bf16"
    return device == "cuda" or torch.ops.mkldnn._is_mkldnn_bf16_supported()


def mixed_precision(device: str, precision: str = "auto") -> torch.autocast:
    """bfloat16 where it is wanted (use_bf16), else float32: bfloat16 made up of other operations takes ten times as long."""
    return torch.autocast(device, torch.bfloat16, enabled=use_bf16(precision, device))


def normalise(pictures: torch.Tensor, device: str) -> torch.Tensor:
    """uint8 (B,H,W,3) RGB -> (B,3,H,W) float, channels-last in memory, (x - 127.5) / 128."""
    return pictures.to(device).permute(0, 3, 1, 2).to(torch.float32, copy=True).sub_(127.5).div_(128)
