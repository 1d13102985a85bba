"""LFW as evaluate.lfw, cut by our own detector and landmarks (lfw_crops --pack): the figure of the mark. For reporting only.

    python -m kith_training.evaluate.lfw_own --state STATE --shared ../shared \
        --out ../evaluation/results/embedder.csv mbf edgeface-xs ../models/embedder-small-int8.onnx
"""

from pathlib import Path

from kith_training.evaluate.command import measure_each
from kith_training.evaluate.lfw import lfw_figures


def own_figures(embed, state: Path) -> dict[str, float]:
    return lfw_figures(embed, state, "lfw-kith")


if __name__ == "__main__":
    measure_each(__doc__, "lfw-view2-deepfunneled-kith", own_figures)
