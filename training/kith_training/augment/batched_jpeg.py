"""JPEG's losses on a batch of crops, on whatever device they are: colour at half the side, 8x8 DCT, quantisation."""

import math

import torch
from torch import Tensor
from torch.nn import functional as F

LUMINANCE = (  # ITU-T T.81, tables K.1 and K.2
    (16, 11, 10, 16, 24, 40, 51, 61),
    (12, 12, 14, 19, 26, 58, 60, 55),
    (14, 13, 16, 24, 40, 57, 69, 56),
    (14, 17, 22, 29, 51, 87, 80, 62),
    (18, 22, 37, 56, 68, 109, 103, 77),
    (24, 35, 55, 64, 81, 104, 113, 92),
    (49, 64, 78, 87, 103, 121, 120, 101),
    (72, 92, 95, 98, 112, 100, 103, 99),
)
CHROMINANCE = (
    (17, 18, 24, 47, 99, 99, 99, 99),
    (18, 21, 26, 66, 99, 99, 99, 99),
    (24, 26, 56, 99, 99, 99, 99, 99),
    (47, 66, 99, 99, 99, 99, 99, 99),
    *((99,) * 8,) * 4,
)
TO_YCC = ((0.299, 0.587, 0.114), (-0.168736, -0.331264, 0.5), (0.5, -0.418688, -0.081312))


def dct_matrix() -> Tensor:
    """Orthonormal DCT-II, [8, 8]."""
    k, x = torch.arange(8.0)[:, None], torch.arange(8.0)
    rows = torch.cos((2 * x + 1) * k * math.pi / 16) / 2
    rows[0] /= math.sqrt(2)
    return rows


def quantise(plane: Tensor, table: tuple, quality: Tensor) -> Tensor:
    """plane [n, h, w] around 0, sides multiples of 8; quality [n] in 1..100 -> the plane as JPEG gives it back."""
    n, high, wide = plane.shape
    scale = torch.where(quality < 50, 5000 / quality, 200 - 2 * quality)[:, None, None]
    steps = ((torch.tensor(table, device=plane.device) * scale + 50) / 100).floor().clamp(1, 255)[:, None, None]
    basis = dct_matrix().to(plane)
    blocks = plane.reshape(n, high // 8, 8, wide // 8, 8).transpose(2, 3)
    kept = ((basis @ blocks @ basis.T) / steps).round() * steps
    return (basis.T @ kept @ basis).transpose(2, 3).reshape(n, high, wide)


def jpeg(crops: Tensor, quality: Tensor) -> Tensor:
    """float [n, 3, h, w] RGB 0..255, sides multiples of 16; quality float [n], 1..100, as libjpeg counts it."""
    turn = torch.tensor(TO_YCC, device=crops.device)
    ycc = torch.einsum("ij,njhw->nihw", turn, crops)
    light = quantise(ycc[:, 0] - 128, LUMINANCE, quality) + 128
    half = F.avg_pool2d(ycc[:, 1:], 2)
    colour = torch.stack([quantise(half[:, i], CHROMINANCE, quality) for i in (0, 1)], 1)
    colour = F.interpolate(colour, scale_factor=2, mode="bilinear", align_corners=False)
    back = torch.einsum("ij,njhw->nihw", torch.linalg.inv(turn), torch.cat([light[:, None], colour], 1))
    return back.round().clamp(0, 255)
