"""Make a good 112x112 crop look like the faces of a real library. The teacher saw the clean crop."""

import cv2
import numpy as np

SIDE = 112
cv2.setNumThreads(1)


def shrink(crop: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Down to 14-64 px (log-uniform) and back up."""
    side = int(round(float(np.exp(rng.uniform(np.log(14), np.log(64))))))
    small = cv2.resize(crop, (side, side), interpolation=cv2.INTER_AREA)
    return cv2.resize(small, (SIDE, SIDE), interpolation=cv2.INTER_LINEAR if rng.random() < 0.5 else cv2.INTER_CUBIC)


def jpeg(crop: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    ok, data = cv2.imencode(".jpg", crop, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(15, 80))])
    return cv2.imdecode(data, cv2.IMREAD_COLOR) if ok else crop


def blur(crop: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    if rng.random() < 0.5:
        return cv2.GaussianBlur(crop, (0, 0), float(rng.uniform(0.6, 3)))
    size = int(rng.integers(3, 11))
    kernel = np.zeros((size, size), np.float32)
    kernel[size // 2] = 1 / size
    turn = cv2.getRotationMatrix2D((size / 2 - 0.5, size / 2 - 0.5), float(rng.uniform(0, 180)), 1)
    kernel = cv2.warpAffine(kernel, turn, (size, size))
    return cv2.filter2D(crop, -1, kernel / max(float(kernel.sum()), 1e-6))


def noise(crop: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    strength = float(rng.uniform(4, 24))
    grain = rng.standard_normal((SIDE, SIDE, 3), np.float32) * strength
    return np.clip(crop + grain, 0, 255).astype(np.uint8)


def tone(crop: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Gamma, brightness and a cast of colour through one table per channel."""
    ramp = np.linspace(0, 1, 256) ** float(np.exp(rng.uniform(-0.5, 0.5)))
    gain = rng.uniform(0.75, 1.25) * rng.uniform(0.93, 1.07, 3)
    table = np.clip(255 * ramp[:, None] * gain + rng.uniform(-20, 20), 0, 255).astype(np.uint8)
    return cv2.LUT(crop, table[None])


def cover(crop: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A rectangle of one colour, up to half the side."""
    high, wide = rng.integers(12, 56, 2)
    top, left = rng.integers(0, SIDE - high), rng.integers(0, SIDE - wide)
    out = crop.copy()
    out[top : top + high, left : left + wide] = rng.integers(0, 256, 3)
    return out


def jitter(crop: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """What a detector's error does to an alignment: a small turn, scale and shift."""
    matrix = cv2.getRotationMatrix2D((56, 60), float(rng.normal(0, 2.5)), float(np.exp(rng.normal(0, 0.025))))
    matrix[:, 2] += rng.normal(0, 1.2, 2)
    return cv2.warpAffine(crop, matrix, (SIDE, SIDE), borderMode=cv2.BORDER_REPLICATE)


def grey(crop: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    return np.repeat(cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY)[:, :, None], 3, 2)


CHANCES = (
    (jitter, 0.35),
    (tone, 0.4),
    (grey, 0.05),
    (cover, 0.12),
    (blur, 0.12),
    (shrink, 0.3),
    (noise, 0.1),
    (jpeg, 0.15),
)


def chances(strength: float, misaligned: float) -> list[float]:
    """Of each change, in the order of CHANCES."""
    return [max(chance * strength, misaligned if change is jitter else 0) for change, chance in CHANCES]


def degrade(crop: np.ndarray, rng: np.random.Generator, strength: float = 1.0, misaligned: float = 0.0) -> np.ndarray:
    """uint8 [112, 112, 3] RGB -> the same, worse. strength scales every chance; misaligned is the least one of jitter; 0, 0 change nothing."""
    for (change, _), chance in zip(CHANCES, chances(strength, misaligned), strict=True):
        if rng.random() < chance:
            crop = change(crop, rng)
    return crop
