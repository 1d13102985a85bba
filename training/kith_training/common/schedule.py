"""Learning rates and the optimizer."""

import math

import torch

from .config import RunConfig


def learning_rate(config: RunConfig, step: int) -> float:
    """Linear warm-up, then half a cosine down to 1 %."""
    if step < config.warmup:
        return config.rate * (step + 1) / config.warmup
    progress = (step - config.warmup) / max(1, config.steps - config.warmup)
    return config.rate * (0.01 + 0.99 * (1 + math.cos(math.pi * min(1.0, progress))) / 2)


def optimizer_of(model: torch.nn.Module, config: RunConfig) -> torch.optim.Optimizer:
    """AdamW; norms and biases do not decay."""
    decayed = [p for p in model.parameters() if p.ndim > 1]
    plain = [p for p in model.parameters() if p.ndim <= 1]
    groups = [{"params": decayed, "weight_decay": config.decay}, {"params": plain, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=config.rate, betas=(0.9, 0.99), foreach=True)
