"""A moving average of the weights: what is evaluated and exported."""

import torch


class Average:
    """Exponential average of the weights, short-sighted at first: min(decay, (1 + n) / (10 + n))."""

    def __init__(self, model: torch.nn.Module, decay: float):
        self.decay, self.seen = decay, 0
        self.values = {k: v.detach().clone() for k, v in model.state_dict().items()}

    @torch.no_grad()
    def update(self, model: torch.nn.Module) -> None:
        self.seen += 1
        rate = 1 - min(self.decay, (1 + self.seen) / (10 + self.seen))
        now = model.state_dict()
        floats = [k for k, v in now.items() if v.is_floating_point()]
        torch._foreach_lerp_([self.values[k] for k in floats], [now[k] for k in floats], rate)
        for key in now.keys() - set(floats):
            self.values[key].copy_(now[key])
