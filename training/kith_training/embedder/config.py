"""Settings of an embedder run and its learning rate."""

import dataclasses


@dataclasses.dataclass
class Config:
    run: str
    shape: str = "small"
    steps: int = 20000
    batch: int = 64
    rate: float = 2e-3
    warm: int = 200
    decay: float = 0.25  # share of the steps at the end over which the rate falls to zero
    weight_decay: float = 0.02
    vector: float = 2.0
    relation: float = 0.5
    maps: float = 1.0
    contrast: float = 0.0
    identity: float = 0.0  # weight of the margin loss on crops whose label is a person
    identified: str = "fiw"  # sources whose labels are people, comma-separated
    bank: int = 4096  # targets of other crops drawn per step for the contrast
    contrast_scale: float = 16.0
    neighbours: int = 0  # of the bank: how many nearest strangers of each crop of the batch are in it
    young: int = 1  # how often an epoch sees the crops of people under 20 (utk, aaf, appa, fairface, groups)
    new: str = ""  # sources that earlier phases have not seen, comma-separated: an epoch sees their crops three times
    mirror_from: int = 0  # first step that may use mirrored crops
    strength: float = 1.0  # of the degradation: scales the chance of each change
    misaligned: float = 0.0  # least chance of a jitter of the alignment, whatever the strength
    strength_from: int = 0  # degradation grows from 0 to its strength over this many steps
    average: float = 0.998  # of the weights, per step
    teach: str = "stored"  # stored: what data.teacher_cache kept; online: the teachers look at every batch (for a GPU)
    models: str = "../../shared/models"  # of the teachers, for online
    mix: float = 0.0  # share of the crops laid over another (online)
    frozen_norms: bool = False  # norms keep the statistics they started with and become part of their convolutions
    compile: bool = False  # torch.compile the student
    targets: str = "targets.npz"
    extra: str = ""  # folders of more crops (data.prepare), comma-separated, relative to the state folder
    start: str = ""  # weights to start from (.pt or .npz), relative to the state folder
    seed: int = 1


def learning_rate(config: Config, step: int) -> float:
    """Warm up, stay, then fall linearly to zero (WSD, arXiv 2405.18392)."""
    fall = max(1, int(config.steps * config.decay))
    return config.rate * min(1.0, (step + 1) / config.warm, max(0.0, (config.steps - step) / fall))


def degradation(config: Config, step: int) -> float:
    """Strength of the degradation at a step."""
    return config.strength * (min(1.0, step / config.strength_from) if config.strength_from else 1.0)
