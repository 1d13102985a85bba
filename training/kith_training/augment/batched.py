"""What degrade.py does, on a batch and on whatever device it is: for GPUs, where a crop at a time would starve them.

Every change takes its share of the batch, drawn by a NumPy generator on the CPU, so that nothing waits for the device
and a step's crops follow from its seed.
"""

import functools
import math

import cv2
import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from kith_training.augment.batched_jpeg import jpeg as jpeg_at
from kith_training.augment.degrade import SIDE, chances

BLUR = 19  # kernel side: three standard deviations of the widest


def uniform(rng: np.random.Generator, like: Tensor, low: float, high: float, *more: int) -> Tensor:
    """float32 [n, ...] in low..high, on like's device."""
    return torch.from_numpy(rng.uniform(low, high, (len(like), *more)).astype(np.float32)).to(like.device)


def normal(rng: np.random.Generator, like: Tensor, spread: float, *more: int) -> Tensor:
    return torch.from_numpy(rng.normal(0, spread, (len(like), *more)).astype(np.float32)).to(like.device)


@functools.lru_cache
def shrink_matrices(device: torch.device) -> Tensor:
    """[2 * 51, 112, 112]: down to 14..64 px by area and back up, bilinear first, then bicubic; along one axis."""
    whole = np.eye(SIDE, dtype=np.float32)
    both = [
        cv2.resize(cv2.resize(whole, (SIDE, side), interpolation=cv2.INTER_AREA), (SIDE, SIDE), interpolation=up)
        for up in (cv2.INTER_LINEAR, cv2.INTER_CUBIC)
        for side in range(14, 65)
    ]
    return torch.from_numpy(np.stack(both)).to(device)


def shrink(crops: Tensor, rng: np.random.Generator) -> Tensor:
    sides = np.round(np.exp(rng.uniform(np.log(14), np.log(64), len(crops)))).astype(int) - 14
    picks = torch.from_numpy(sides + 51 * rng.integers(0, 2, len(crops))).to(crops.device)
    matrix = shrink_matrices(crops.device)[picks][:, None]
    return (matrix @ crops @ matrix.mT).clamp(0, 255)


def jpeg(crops: Tensor, rng: np.random.Generator) -> Tensor:
    return jpeg_at(crops, uniform(rng, crops, 15, 80).floor())


def filter_each(crops: Tensor, kernels: Tensor) -> Tensor:
    """crops [n, 3, h, w], kernels [n, k, l] with odd sides: every crop by its own kernel, borders mirrored."""
    n, channels, high, wide = crops.shape
    if not n:
        return crops
    k, l = kernels.shape[1:]
    padded = F.pad(crops, (l // 2, l // 2, k // 2, k // 2), mode="reflect").flatten(0, 1)[None]
    weight = kernels.repeat_interleave(channels, 0)[:, None]
    return F.conv2d(padded, weight, groups=n * channels).reshape(n, channels, high, wide)


def blur(crops: Tensor, rng: np.random.Generator) -> Tensor:
    """The first half by a Gaussian of 0.6-3 px, the rest by a move of 3-10 px in any direction."""
    at = torch.arange(BLUR, device=crops.device) - BLUR // 2
    soft, moved = crops[: len(crops) // 2], crops[len(crops) // 2 :]
    bell = torch.exp(-0.5 * (at / uniform(rng, soft, 0.6, 3, 1)) ** 2)
    bell = bell / bell.sum(1, keepdim=True)
    soft = filter_each(filter_each(soft, bell[:, :, None]), bell[:, None])
    turn, half = uniform(rng, moved, 0, math.pi, 1, 1), uniform(rng, moved, 1.5, 5, 1, 1)
    along = at * torch.cos(turn) + at[:, None] * torch.sin(turn)
    aside = at[:, None] * torch.cos(turn) - at * torch.sin(turn)
    line = (half + 0.5 - along.abs()).clamp(0, 1) * (1 - aside.abs()).clamp(0, 1)
    return torch.cat([soft, filter_each(moved, line / line.sum((1, 2), keepdim=True))])


def noise(crops: Tensor, rng: np.random.Generator) -> Tensor:
    source = torch.Generator(crops.device).manual_seed(int(rng.integers(2**62)))
    grain = torch.randn(crops.shape, generator=source, device=crops.device)
    return (crops + grain * uniform(rng, crops, 4, 24, 1, 1, 1)).clamp(0, 255)


def tone(crops: Tensor, rng: np.random.Generator) -> Tensor:
    gamma = torch.exp(uniform(rng, crops, -0.5, 0.5, 1, 1, 1))
    gain = uniform(rng, crops, 0.75, 1.25, 1, 1, 1) * uniform(rng, crops, 0.93, 1.07, 3, 1, 1)
    return (255 * (crops / 255) ** gamma * gain + uniform(rng, crops, -20, 20, 1, 1, 1)).clamp(0, 255)


def cover(crops: Tensor, rng: np.random.Generator) -> Tensor:
    at = torch.arange(SIDE, device=crops.device)
    inside = []
    for _ in range(2):
        size = uniform(rng, crops, 12, 56, 1).floor()
        start = (uniform(rng, crops, 0, 1, 1) * (SIDE - size)).floor()
        inside.append((at >= start) & (at < start + size))
    box = (inside[0][:, :, None] & inside[1][:, None])[:, None]
    return torch.where(box, uniform(rng, crops, 0, 256, 3, 1, 1).floor(), crops)


def jitter(crops: Tensor, rng: np.random.Generator) -> Tensor:
    """A small turn, scale and shift about (56, 60)."""
    turn, scale = normal(rng, crops, math.radians(2.5)), torch.exp(normal(rng, crops, 0.025))
    cos, sin = torch.cos(turn) / scale, torch.sin(turn) / scale
    centre = torch.tensor([56.5, 60.5], device=crops.device) * 2 / SIDE - 1
    shift = -normal(rng, crops, 1.2 * 2 / SIDE, 2)
    linear = torch.stack([torch.stack([cos, -sin], 1), torch.stack([sin, cos], 1)], 1)
    matrix = torch.cat([linear, (centre + shift - (linear @ centre))[:, :, None]], 2)
    grid = F.affine_grid(matrix, list(crops.shape), align_corners=False)
    return F.grid_sample(crops, grid, mode="bilinear", padding_mode="border", align_corners=False)


def grey(crops: Tensor, rng: np.random.Generator) -> Tensor:
    weight = torch.tensor([0.299, 0.587, 0.114], device=crops.device)[:, None, None]
    return (crops * weight).sum(1, keepdim=True).expand_as(crops)


CHANGES = (jitter, tone, grey, cover, blur, shrink, noise, jpeg)  # in the order of CHANCES


def degrade_batch(crops: Tensor, rng: np.random.Generator, strength: float = 1.0, misaligned: float = 0.0) -> Tensor:
    """float [n, 3, 112, 112] RGB 0..255 -> the same, worse; strength and misaligned as in degrade.py."""
    crops = crops.clone()
    for change, chance in zip(CHANGES, chances(strength, misaligned), strict=True):
        share = rng.permutation(len(crops))[: rng.binomial(len(crops), chance)]
        if len(share):
            rows = torch.from_numpy(share).to(crops.device)
            crops[rows] = change(crops[rows], rng)
    return crops
