"""The parts of the loss of one batch, and their weighted sum."""

from torch import Tensor

from kith_training.common.machine import mixed_precision
from kith_training.data.teachers import MAPS
from kith_training.embedder.config import Config
from kith_training.embedder.data import Data
from kith_training.embedder.losses import contrast_loss, map_loss, relation_loss, vector_loss
from kith_training.embedder.model import Adapters, Embedder


def losses(config: Config, data: Data, model: Embedder, adapters: Adapters, people, batch) -> dict[str, Tensor]:
    pixels, target, stored, bank, rows = batch
    device = next(model.parameters()).device
    pixels, target = pixels.to(device), target.to(device)
    with mixed_precision(device.type):
        maps = model.maps(pixels)
        vector = model.head(maps[2])
        adapted = adapters([m[: len(stored[0])] for m in maps]) if config.maps and len(stored[0]) else []
    out = {"vector": vector_loss(vector, target)}
    if config.relation:
        out["relation"] = relation_loss(vector, target)
    if people is not None:
        out["identity"] = people(vector, rows)
    if config.contrast:
        out["contrast"] = contrast_loss(vector, target, bank.to(device), config.contrast_scale)
    for name, ours, theirs, weight in zip(MAPS, adapted, stored, data.weights, strict=False):
        out[name] = map_loss(ours, theirs.to(device), weight.to(device))
    return out


def total_loss(config: Config, parts: dict[str, Tensor]) -> Tensor:
    dense = sum(parts[name] for name in MAPS if name in parts)
    single = sum(getattr(config, name) * parts[name] for name in ("vector", "relation", "contrast", "identity") if name in parts)
    return single + config.maps * dense
