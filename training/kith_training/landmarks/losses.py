"""Laplace likelihood per point, with a term that keeps gradients alive where the network calls itself unsure."""

import torch
from torch import Tensor


def landmark_loss(output: Tensor, target: Tensor, steady: float = 20.0) -> tuple[Tensor, Tensor]:
    """output (B,68,3), target (B,68,2) -> (loss, mean absolute error in shares of the side).

    |e|_1 / b + 2 log b is the negative log-likelihood of two Laplace coordinates of scale b (up to a constant).
    """
    error = (output[..., :2] - target).abs()
    log_b = output[..., 2].clamp(-7, 0)
    likelihood = error.sum(-1) * torch.exp(-log_b) + 2 * log_b
    return likelihood.mean() + steady * error.mean(), error.mean().detach()
