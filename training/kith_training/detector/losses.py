"""Losses: quality focal for the score, DIoU for the box, smooth L1 relative to the face for the points."""

import torch
from torch import Tensor
from torch.nn import functional as F

from .assign import assign, pair_iou

LEVEL_WEIGHT = {8: 1.0, 16: 1.0, 32: 1.0}  # 2 and 4 for the coarse levels were tried: see LOG.md


def quality_focal(logits: Tensor, target: Tensor, beta: float = 2.0) -> Tensor:
    """|target - p|^beta BCE, elementwise (Li et al. 2020, Generalized Focal Loss, eq. 5)."""
    bce = F.binary_cross_entropy_with_logits(logits, target, reduction="none")
    return (target - logits.sigmoid()).abs().pow(beta) * bce


def diou_loss(a: Tensor, b: Tensor) -> Tensor:
    """1 - IoU + squared distance of centres / squared diagonal of the hull (Zheng et al. 2020)."""
    hull = torch.maximum(a[..., 2:], b[..., 2:]) - torch.minimum(a[..., :2], b[..., :2])
    apart = (a[..., :2] + a[..., 2:] - b[..., :2] - b[..., 2:]).pow(2).sum(-1) / 4
    return 1 - pair_iou(a, b) + apart / hull.pow(2).sum(-1).clamp(min=1e-6)


def decode(flat: Tensor, origins: Tensor, strides: Tensor) -> tuple[Tensor, Tensor]:
    """flat (B,N,15) -> boxes (B,N,4) and points (B,N,5,2), pixels."""
    s = strides[:, None]
    boxes = torch.cat([origins - flat[..., 1:3] * s, origins + flat[..., 3:5] * s], -1)
    return boxes, flat[..., 5:].unflatten(-1, (5, 2)) * s[..., None] + origins[:, None]


def ignored_cells(origins: Tensor, strides: Tensor, boxes: Tensor, ignore: Tensor) -> Tensor:
    """(B,N) bool: cells whose origin lies in a region to ignore, grown by one stride."""
    grown = strides[:, None]
    inside = ((origins > boxes[..., None, :2] - grown) & (origins < boxes[..., None, 2:] + grown)).all(-1)
    return (inside & ignore[..., None]).any(1)


def detection_loss(flat, origins, strides, faces, counts, certain: float = 0.5):
    """flat (B,N,15) raw head outputs; faces (B,G,15) rows padded; counts (B,). -> (total, parts)."""
    boxes_true, real = faces[..., :4], torch.arange(faces.shape[1]) < counts[:, None]
    valid, ignore = real & (faces[..., 14] >= certain), real & (faces[..., 14] < certain)
    logits = flat[..., 0]
    boxes, points = decode(flat, origins, strides)
    with torch.no_grad():
        owner, target = assign(origins, strides, logits.sigmoid(), boxes, boxes_true, valid)
        skip = ignored_cells(origins, strides, boxes_true, ignore) & (owner < 0)
    level = sum((strides == s) * w for s, w in LEVEL_WEIGHT.items())
    normal = target.sum().clamp(min=4.0)
    score_loss = (quality_focal(logits, target) * level * ~skip).sum() / normal
    batch, cell = (owner >= 0).nonzero(as_tuple=True)
    row = faces[batch, owner[batch, cell]]
    weight = target[batch, cell] * level[cell] / normal
    box_loss = (diou_loss(boxes[batch, cell], row[:, :4]) * weight).sum()
    size = (row[:, 2:4] - row[:, :2]).clamp(min=1).prod(-1).sqrt()
    seen, labelled = points[batch, cell], row[:, 4:14].unflatten(-1, (5, 2))
    error = (seen - torch.where(labelled.isnan(), seen, labelled)) / size[:, None, None]  # 0 where nobody set a point
    point_loss = (F.smooth_l1_loss(error, torch.zeros_like(error), beta=0.03, reduction="none").mean((1, 2)) * weight).sum()
    total = score_loss + 2.0 * box_loss + 5.0 * point_loss
    return total, {"score": score_loss.item(), "box": box_loss.item(), "points": point_loss.item(),
                   "positives": len(batch)}
