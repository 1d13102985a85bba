"""int8 weights that a CPU without VNNI adds up rightly."""

from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from kith_training.export.unsaturated import MOST, neighbours, unsaturated

MODELS = Path(__file__).resolve().parents[2] / "models"


def sums_in_16_bits(activations: np.ndarray, whole: np.ndarray) -> int:
    """VPMADDUBSW over neighbours, then exact sums, as a CPU without VNNI computes a dot product of bytes."""
    products = activations.astype(np.int32) * whole.astype(np.int32)
    return int(np.clip(products.reshape(-1, 2).sum(1), -32_768, 32_767).sum())


def overflow(whole: np.ndarray) -> int:
    """By how much the heaviest neighbours of int8 weights [o, i, h, w] exceed what fits; 0: none does."""
    flat = whole.reshape(len(whole), -1).astype(np.int32)
    return max(0, max(int(np.abs(flat[:, pairs].sum(-1)).max(initial=0)) for pairs in neighbours(whole.shape[1:])) - MOST)


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (0, 2, 3, 1)], ids=["channels first", "channels last"])
def test_sums_of_16_bits_are_exact_under_the_brightest_activations(order):
    weight = np.random.default_rng(0).normal(size=(8, 24, 3, 3)).astype(np.float32)
    whole, _ = unsaturated(weight)
    plain = np.rint(weight / np.abs(weight).max((1, 2, 3), keepdims=True) * 127).astype(np.int8)
    wrong = 0
    for safe, usual in zip(whole.transpose(order).reshape(8, -1), plain.transpose(order).reshape(8, -1)):
        for sign in (1, -1):
            bright = np.where(sign * safe > 0, 255, 0)
            assert sums_in_16_bits(bright, safe) == (bright * safe.astype(np.int64)).sum()
            bright = np.where(sign * usual > 0, 255, 0)
            wrong += sums_in_16_bits(bright, usual) != (bright * usual.astype(np.int64)).sum()
    assert wrong  # the usual weights would be added up wrongly


def test_weights_lose_less_than_with_seven_bits():
    weight = np.random.default_rng(1).normal(size=(32, 64, 3, 3)).astype(np.float32)
    whole, scale = unsaturated(weight)
    seven = np.abs(weight).max((1, 2, 3), keepdims=True) / 63
    lost = ((whole * scale[:, None, None, None] - weight) ** 2).mean()
    assert lost < 0.6 * ((np.rint(weight / seven) * seven - weight) ** 2).mean()


def test_light_weights_are_rounded_as_usual():
    weight = np.zeros((2, 4, 1, 1), np.float32)
    weight[:, 0], weight[1, 2] = 127, -63
    whole, scale = unsaturated(weight)
    assert whole[:, :, 0, 0].tolist() == [[127, 0, 0, 0], [127, 0, -63, 0]]
    np.testing.assert_allclose(scale, 1)


def test_an_output_without_weights_stays_nothing():
    whole, scale = unsaturated(np.zeros((1, 3, 1, 1), np.float32))
    assert not whole.any() and np.isfinite(scale).all()


def test_three_channels_have_neighbours_across_positions_and_within():
    pairs = {tuple(sorted(pair)) for each in neighbours((3, 1, 2)) for pair in each.tolist()}
    # flat places are channel * 2 + column: channels first 01 23 45; last 0 2 4 1 3 5; last with a fourth channel 0 2 | 4 - | 1 3 | 5 -
    assert pairs == {(0, 1), (2, 3), (4, 5), (0, 2), (1, 4), (3, 5), (1, 3)}


@pytest.mark.parametrize("file", sorted(MODELS.glob("*-int8.onnx")), ids=lambda path: path.name)
def test_shipped_weights_cannot_overflow(file):
    graph = onnx.load(str(file)).graph
    quantised = {t.name: numpy_helper.to_array(t) for t in graph.initializer if t.name.endswith("weight_quantized")}
    assert len(quantised) > 15 and MOST == 128
    assert {name: overflow(whole) for name, whole in quantised.items() if overflow(whole)} == {}
