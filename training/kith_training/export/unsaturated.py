"""int8 weights that every x86 CPU adds up rightly.

Without VNNI a CPU multiplies bytes by VPMADDUBSW, which adds two neighbouring products and stops at 32,767: activations of 255 under
two weights of 127 are 64,770. ONNX Runtime uses it all the same (its documentation asks for weights of 7 bits on such machines).
Here any two weights that a runtime may lay side by side weigh at most 128 together, which cannot overflow; one alone keeps its 8 bits.
"""

import numpy as np

MOST = 32_767 // 255  # of two neighbouring weights together
FACTORS = np.linspace(1, 2, 41)  # of the finest scale that is tried; at twice the finest all neighbours fit


def neighbours(shape: tuple[int, int, int]) -> list[np.ndarray]:
    """Pairs [n, 2] of places in an output's flat weights [i, h, w] that lie side by side: channels first, last, and last with each
    position's channels padded to an even number."""
    places = np.arange(int(np.prod(shape))).reshape(shape)
    last = places.transpose(1, 2, 0)
    padded = np.pad(last, ((0, 0), (0, 0), (0, shape[0] % 2)), constant_values=-1)
    flat = [np.pad(row, (0, row.size % 2), constant_values=-1).reshape(-1, 2) for row in (places.ravel(), last.ravel(), padded.ravel())]
    return [pairs[(pairs >= 0).all(1)] for pairs in flat]


def lightened(flat: np.ndarray, shape: tuple[int, int, int]) -> np.ndarray:
    """Whole weights [o, i*h*w] with each too heavy pair brought to MOST, half by each."""
    for pairs in neighbours(shape):
        values = flat[:, pairs]
        total = values.sum(-1, keepdims=True)
        over = np.maximum(np.abs(total) - MOST, 0)
        flat[:, pairs] = values - np.sign(total) * np.concatenate([(over + 1) // 2, over // 2], -1)
    return flat


def unsaturated(weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """float [o, i, h, w] -> int8 weights and the scale [o] of each output, the one of FACTORS with the least squared error."""
    flat = weight.reshape(len(weight), -1).astype(np.float64)
    finest = np.maximum(np.abs(flat).max(1, keepdims=True), 1e-12) / 127
    tried = [lightened(np.rint(flat / (finest * factor)).astype(np.int32), weight.shape[1:]) for factor in FACTORS]
    errors = [((flat - whole * finest * factor) ** 2).sum(1) for factor, whole in zip(FACTORS, tried, strict=True)]
    best = np.argmin(errors, 0)
    whole = np.stack(tried)[best, np.arange(len(flat))].astype(np.int8).reshape(weight.shape)
    return whole, (finest[:, 0] * FACTORS[best]).astype(np.float32)
