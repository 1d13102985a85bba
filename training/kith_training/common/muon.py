"""Muon: momentum whose update is made orthogonal by Newton-Schulz (Jordan et al. 2024).

Scaled as in Moonlight (arXiv 2502.16982) so that one learning rate serves this and AdamW.
For weights of 2 or more dimensions, seen as [out, everything else]; depthwise weights go to AdamW.
"""

import torch
from torch import Tensor

from .machine import use_bf16


def orthogonalise(matrix: Tensor, steps: int = 5) -> Tensor:
    """[r, c] -> nearly the closest semi-orthogonal matrix (quintic Newton-Schulz, in bfloat16, as its authors do, where the machine has it)."""
    a, b, c = 3.4445, -4.7750, 2.0315
    x = matrix / (matrix.norm() + 1e-7)
    x = x.bfloat16() if use_bf16("auto", x.device.type) else x
    tall = x.shape[0] > x.shape[1]
    x = x.T if tall else x
    for _ in range(steps):
        gram = x @ x.T
        x = a * x + (b * gram + c * gram @ gram) @ x
    return (x.T if tall else x).to(matrix.dtype)


def is_dense(p: Tensor) -> bool:
    """Weights that mix channels; depthwise ones have a single input channel."""
    return p.ndim > 1 and p.shape[1] > 1


class Muon(torch.optim.Optimizer):
    def __init__(self, params, lr: float, momentum: float = 0.95, weight_decay: float = 0.01):
        super().__init__(params, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["momentum"] = torch.zeros_like(p)
                buffer = state["momentum"].lerp_(p.grad, 1 - group["momentum"])
                update = orthogonalise(p.grad.lerp(buffer, group["momentum"]).flatten(1))
                scale = 0.2 * max(update.shape) ** 0.5
                p.mul_(1 - group["lr"] * group["weight_decay"])
                p.add_(update.reshape(p.shape), alpha=-group["lr"] * scale)
