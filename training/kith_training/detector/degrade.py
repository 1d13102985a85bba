"""What cameras, software and light do to a picture: tone, grey, blur, grain, low resolution, JPEG."""

import cv2
import numpy as np


def tone(image, rng):
    """Gamma, gain and offset per channel, through one table."""
    x = np.linspace(0, 1, 256)[:, None]
    gamma = np.exp(rng.normal(0, 0.3))
    gain = np.exp(rng.normal(0, 0.15)) * np.exp(rng.normal(0, 0.06, 3))
    table = np.clip((x**gamma * gain + rng.normal(0, 0.05)) * 255, 0, 255).astype(np.uint8)
    return cv2.LUT(image, table.reshape(256, 1, 3))


def grey(image, rng):
    return cv2.cvtColor(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)


def blur(image, rng):
    if rng.random() < 0.5:
        return cv2.GaussianBlur(image, (0, 0), rng.uniform(0.4, 1.6))
    length, kernel = int(rng.integers(3, 8)), np.zeros((8, 8), np.float32)
    angle = rng.uniform(0, np.pi)
    end = (int(round(3.5 + length * np.cos(angle) / 2)), int(round(3.5 + length * np.sin(angle) / 2)))
    start = (int(round(3.5 - length * np.cos(angle) / 2)), int(round(3.5 - length * np.sin(angle) / 2)))
    cv2.line(kernel, start, end, 1.0)
    return cv2.filter2D(image, -1, kernel / kernel.sum())


def grain(image, rng):
    noise = rng.normal(0, rng.uniform(3, 18), image.shape[:2]).astype(np.int16)[..., None]
    return np.clip(image + noise, 0, 255).astype(np.uint8)


def coarse(image, rng):
    factor = rng.uniform(0.4, 0.9)
    small = cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return cv2.resize(small, image.shape[1::-1], interpolation=cv2.INTER_LINEAR)


def jpeg(image, rng):
    _, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(20, 90))])
    return cv2.imdecode(data, cv2.IMREAD_COLOR)


STEPS = ((tone, 0.7), (grey, 0.08), (blur, 0.12), (coarse, 0.1), (grain, 0.12), (jpeg, 0.25))


def degrade(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    for step, probability in STEPS:
        if rng.random() < probability:
            image = step(image, rng)
    return image
