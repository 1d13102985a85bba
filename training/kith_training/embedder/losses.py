"""Distillation losses. All return a scalar; 0 is perfect and 1 is about 'learned nothing'."""

import torch
from torch import Tensor
from torch.nn.functional import normalize


def vector_loss(student: Tensor, target: Tensor) -> Tensor:
    """Mean 1 - cosine between student [n, d] (any length) and unit target [n, d]."""
    return 1 - (normalize(student.float()) * target).sum(1).mean()


def relation_loss(student: Tensor, target: Tensor) -> Tensor:
    """Squared error between the two cosine matrices off the diagonal, over the target's variance.

    Relational knowledge distillation (Park et al. 2019, arXiv 1904.05068) with cosines.
    """
    ours, theirs = normalize(student.float()), target
    off = ~torch.eye(len(ours), dtype=torch.bool, device=ours.device)
    a, b = (ours @ ours.T)[off], (theirs @ theirs.T)[off]
    return (a - b).square().mean() / b.var().clamp_min(1e-6)


def contrast_loss(student: Tensor, target: Tensor, bank: Tensor, scale: float) -> Tensor:
    """KL from the teacher's to the student's softmax over similarities to [own targets; bank].

    student [n, d]; unit target [n, d] and bank [m, d]: targets of other training crops. The nearest
    strangers weigh most, as they do in the tail that a low false match rate looks at. Like SEED
    (Fang et al. 2021, arXiv 2101.04731) with a drawn bank for the queue; divided by scale.
    """
    keys = torch.cat([target, bank]).T * scale
    wanted = (target @ keys).softmax(1)
    ours = (normalize(student.float()) @ keys).log_softmax(1)
    return torch.nn.functional.kl_div(ours, wanted, reduction="batchmean") / scale


def map_loss(adapted: Tensor, stored: Tensor, weight: Tensor) -> Tensor:
    """Unexplained share of the teacher's map.

    adapted [n, c, h, w]; stored int8 [n, h, w, c], 25.4 units per standard deviation of each axis;
    weight [c] sums to 1: the share of each axis in the loss.
    """
    wanted = stored.permute(0, 3, 1, 2).to(adapted.dtype) / 25.4
    return ((adapted - wanted).float().square().mean((0, 2, 3)) * weight).sum()
