"""Learning rates and optimizers."""

import math

import torch

from .config import RunConfig
from .muon import Muon, is_dense


def learning_rate(config: RunConfig, step: int) -> float:
    """Linear warm-up, then half a cosine down to 1 %."""
    if step < config.warmup:
        return config.rate * (step + 1) / config.warmup
    progress = (step - config.warmup) / max(1, config.steps - config.warmup)
    return config.rate * (0.01 + 0.99 * (1 + math.cos(math.pi * min(1.0, progress))) / 2)


class Together:
    """Several optimizers of one model, used as one."""

    def __init__(self, *parts: torch.optim.Optimizer):
        self.parts = parts

    @property
    def param_groups(self) -> list[dict]:
        return [group for part in self.parts for group in part.param_groups]

    def zero_grad(self, set_to_none: bool = True) -> None:
        for part in self.parts:
            part.zero_grad(set_to_none)

    def step(self) -> None:
        for part in self.parts:
            part.step()

    def state_dict(self) -> dict:
        return {"parts": [part.state_dict() for part in self.parts]}

    def load_state_dict(self, state: dict) -> None:
        for part, kept in zip(self.parts, state["parts"], strict=True):
            part.load_state_dict(kept)


def optimizer_of(model: torch.nn.Module, config: RunConfig) -> Together:
    """AdamW; norms and biases do not decay. With optimizer 'muon' dense weights are Muon's."""
    dense = [p for p in model.parameters() if config.optimizer == "muon" and is_dense(p)]
    others = [p for p in model.parameters() if config.optimizer != "muon" or not is_dense(p)]
    decayed, plain = [p for p in others if p.ndim > 1], [p for p in others if p.ndim <= 1]
    groups = [{"params": decayed, "weight_decay": config.decay}, {"params": plain, "weight_decay": 0.0}]
    adam = torch.optim.AdamW(groups, lr=config.rate, betas=(0.9, 0.99), foreach=True)
    return Together(Muon(dense, config.rate, weight_decay=config.decay), adam) if dense else Together(adam)
