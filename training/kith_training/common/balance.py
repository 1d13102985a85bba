"""Centre vectors and make their directions more alike in spread: for a cosine, small directions count too.

Distillation leaves the directions of little variance behind (the student explains the large ones first), and the
mean of all faces is common to everybody. Both are undone by one affine map, which a last linear layer takes in.
"""

import numpy as np

FLOOR = 0.01  # of the mean variance, so that directions of none are not blown up


def balancing(vectors: np.ndarray, power: float) -> tuple[np.ndarray, np.ndarray]:
    """(matrix [d, d], offset [d]) for rows [n, d]: `row @ matrix - offset` has mean 0 and each principal
    variance to the power of 1 - power, in the same directions and with the same mean squared length as before.
    power 0 centres only, 1 whitens."""
    values, directions = np.linalg.eigh(np.cov(vectors.T.astype(np.float64)))
    spread = (np.maximum(values, 0) + FLOOR * values.mean()) ** (-power / 2)
    matrix = (directions * spread) @ directions.T
    after = (vectors - vectors.mean(0)) @ matrix
    matrix *= np.sqrt(np.square(vectors, dtype=np.float64).sum(1).mean() / np.square(after).sum(1).mean())
    return matrix.astype(np.float32), (vectors.mean(0) @ matrix).astype(np.float32)
