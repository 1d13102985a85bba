"""Which cell answers for which face: task-aligned, with a prior on place and scale.

After TAL (Feng et al. 2021, TOOD) and SimOTA (Ge et al. 2021, YOLOX): the cells near a face's centre on the
levels that suit its size compete by alignment = (0.2 + score)^0.5 (0.2 + IoU)^2 prior; the best k win,
k the sum of the ten best IoUs. The floors of 0.2 let geometry decide while the network knows nothing.
"""

import torch
from torch import Tensor

RANGES = {8: (0, 56), 16: (24, 128), 32: (72, 1e9)}  # face sizes in px that a level may answer for
TYPICAL = 4.5  # face size in strides at which a level is at its best


def pair_iou(a: Tensor, b: Tensor) -> Tensor:
    """IoU of boxes broadcast against each other, (..., 4) and (..., 4)."""
    low, high = torch.maximum(a[..., :2], b[..., :2]), torch.minimum(a[..., 2:], b[..., 2:])
    inter = (high - low).clamp(min=0).prod(-1)
    area_a, area_b = ((q[..., 2:] - q[..., :2]).clamp(min=0).prod(-1) for q in (a, b))
    return inter / (area_a + area_b - inter).clamp(min=1e-6)


def prior(origins: Tensor, strides: Tensor, boxes: Tensor) -> Tensor:
    """(B, G, N) weight in 0..1 of cell n for face g by place and scale alone; 0: not a candidate."""
    size = (boxes[..., 2:] - boxes[..., :2]).clamp(min=1e-3).prod(-1).sqrt()[..., None]
    centre = (boxes[..., :2] + boxes[..., 2:])[..., None, :] / 2
    reach = torch.maximum(0.8 * strides, torch.minimum(1.5 * strides, 0.4 * size))
    distance = (origins - centre).abs().amax(-1)
    low, high = torch.zeros_like(strides), torch.zeros_like(strides)
    for stride, (least, most) in RANGES.items():
        low, high = (torch.where(strides == stride, value, old) for value, old in ((least, low), (most, high)))
    candidate = (distance < reach) & (size >= low) & (size < high)
    misfit = torch.log2(size / (TYPICAL * strides))
    return torch.exp(-((distance / strides) ** 2) / 2 - misfit**2 / 3) * candidate


def assign(origins, strides, scores, predicted, boxes, valid):
    """scores (B,N) and predicted boxes (B,N,4) without gradient; faces boxes (B,G,4), valid (B,G) bool.

    -> owner (B,N) face index or -1, target (B,N) in 0..1 for the score.
    """
    weight = prior(origins, strides, boxes) * valid[..., None]
    iou = pair_iou(predicted[:, None], boxes[:, :, None])
    metric = (0.2 + scores[:, None]).sqrt() * (0.2 + iou) ** 2 * weight
    candidates = iou * (weight > 0)
    count = min(10, iou.shape[-1])
    k = candidates.topk(count, -1).values.sum(-1).round().clamp(min=1, max=count).long()
    best = metric.topk(count, -1).values
    threshold = best.gather(-1, (k - 1)[..., None])
    chosen = metric * ((metric >= threshold) & (metric > 0))
    top, owner = chosen.max(1)
    owned = top > 0
    quality = 0.4 + 0.6 * (candidates * (chosen > 0)).amax(-1)
    relative = chosen / chosen.amax(-1, keepdim=True).clamp(min=1e-9) * quality[..., None]
    target = relative.gather(1, owner[:, None])[:, 0] * owned
    return torch.where(owned, owner, -1), target
