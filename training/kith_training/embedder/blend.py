"""Mean of two runs' weights, one of which went on from the other (Wortsman et al. 2022, model soups): no cost at inference.

    python -m kith_training.embedder.blend --state STATE --weights STATE/base-10/last.pt --earlier STATE/base-9/last.pt --out STATE/blend.npz

Prints the held-out figures (training side) for each share of the earlier weights and writes the share with the highest cosine,
that of the further folders' held-out crops (--extra) counting as much as the first one's.
"""

import argparse
from pathlib import Path

from torch import Tensor

from kith_training.embedder.config import Config
from kith_training.embedder.data import Data
from kith_training.embedder.heldout import heldout_figures
from kith_training.embedder.model import SHAPES, Embedder
from kith_training.embedder.weights import load_weights, save_weights

SHARES = (0.0, 0.15, 0.3, 0.45, 0.6)


def blend(weights: dict[str, Tensor], earlier: dict[str, Tensor], share: float) -> dict[str, Tensor]:
    """`share` of the earlier weights and the rest of the others; what is no float stays as it is in `weights`."""
    if weights.keys() != earlier.keys() or any(weights[k].shape != earlier[k].shape for k in weights):
        raise ValueError("the two are not of one shape")
    return {k: v.lerp(earlier[k], share) if v.is_floating_point() else v for k, v in weights.items()}


def run(args: argparse.Namespace) -> None:
    stored, earlier = load_weights(args.weights), load_weights(args.earlier)
    config = Config("blend", shape=stored["note"]["shape"], maps=0.0, extra=args.extra)
    data, model, found = Data(args.state, config), Embedder(SHAPES[config.shape]).eval(), {}
    for share in SHARES:
        model.load_state_dict(blend(stored["average"], earlier["average"], share))
        figures = heldout_figures(model, data)
        found[share] = figures["cosine"] + figures.get("cosine_elsewhere", 0)
        print(share, figures, flush=True)
    best = max(SHARES, key=found.get)
    parts = {"average": blend(stored["average"], earlier["average"], best), "adapters": stored["adapters"]}
    save_weights(args.out, parts, {**stored["note"], "blend": f"{best} of {earlier['note']['run']}"})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True, help=".pt or .npz")
    parser.add_argument("--earlier", type=Path, required=True, help=".pt or .npz that --weights went on from")
    parser.add_argument("--extra", default="", help="folders of more crops, as the runs had them")
    parser.add_argument("--out", type=Path, required=True, help=".npz")
    run(parser.parse_args())
