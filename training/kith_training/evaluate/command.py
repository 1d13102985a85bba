"""The command line that every evaluation shares."""

import argparse
from collections.abc import Callable
from pathlib import Path

from kith_training.evaluate.references import REFERENCES, open_embedder
from kith_training.evaluate.results import append_results


def measure_each(doc: str, protocol: str, figures: Callable[..., dict[str, float]]) -> None:
    """Measure every embedder named on the command line and append its figures to --out.

    figures(embed, state) or figures(embed, state, shared=...) when --shared matters to it.
    """
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("embedders", nargs="+", help=f"one of {', '.join(REFERENCES)} or an ONNX file")
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    models = args.shared / "models"
    for name in args.embedders:
        weights = models / REFERENCES[name][0] if name in REFERENCES else Path(name)
        embed = open_embedder(name, models)
        where = {"shared": args.shared} if "shared" in figures.__code__.co_varnames else {}
        append_results(args.out, weights.stem, weights, protocol, figures(embed, args.state, **where))
