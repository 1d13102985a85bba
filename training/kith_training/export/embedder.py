"""Export the best embedder so far: fp32, weights of 16 and of 8 bits, int8; thresholds, golden test, into the pack.

    python -m kith_training.export.embedder --state STATE --checkpoint STATE/base-5/balanced.npz \
        --name embedder-base --pack ../models --shared ../shared

Also replaces training/checkpoints/NAME.npz, the weights-only checkpoint to go on from.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from kith_training.embedder.model import count_macs
from kith_training.embedder.weights import load_average, load_weights, save_weights
from kith_training.evaluate.children import children_figures
from kith_training.evaluate.families import families_figures
from kith_training.evaluate.lfw import lfw_figures
from kith_training.evaluate.posed import posed_thresholds
from kith_training.evaluate.references import OnnxEmbedder
from kith_training.evaluate.results import append_results
from kith_training.export.embedder_files import BACKENDS, SMALLER, VARIANTS, check_quality, write_files
from kith_training.export.golden import HEAD, golden_input, golden_of, run_onnx
from kith_training.export.pack import OTHERS, update_role
from kith_training.landmarks.evaluate import LandmarkModel
from kith_training.quality.faceless import faceless_crops, mistaken_crops
from kith_training.quality.fit import Fitted, fit_quality

COARSE_FROM = 2_000_000  # parameters: a larger checkpoint would have more than 5 MB
HERE = Path(__file__).resolve().parents[2]
PROVENANCE = (
    "Trained by Kith (training/runs/embedder-*.sh) by distillation: vectors of MobileFaceNet (esp-dl) and EdgeFace-XS "
    "and feature maps of the former on 343 thousand face crops of CelebA, FairFace, FIW, UTKFace, RAF-DB, All-Age-Faces, VGGFace2, "
    "SCUT-FBP and smaller sets, 41 thousand faces of WIDER, SCUT-HEAD, ShanghaiTech, MSED and smaller sets of whole photos, "
    "and a margin loss on labelled people. No weight was copied."
)


def thresholds(embed, state: Path) -> dict[str, float]:
    """Cosines that stated shares of unrelated pairs of held-out families pass (training side)."""
    return {str(far): round(cosine, 4) for far, cosine in posed_thresholds(embed, state, (0.01, 0.001, 0.0001, 0.00001)).items()}


def strictest(tables: list[dict[str, float]]) -> dict[str, float]:
    """The manifest has one table for all files of an entry: the higher cosine counts."""
    return {rate: max(table[rate] for table in tables) for rate in tables[0]}


def golden_entry(files: dict[str, Path]) -> dict[str, object]:
    """Golden head of fp32; the tolerance covers int8's head, whose ranges come from faces, with half to spare."""
    tensor = golden_input((1, 3, 112, 112))
    full, *others = (run_onnx(files[p], tensor)["vector"].reshape(-1)[:HEAD] for p in VARIANTS)
    apart = [float(np.abs(o - full).max()) for o in others]
    print("golden: largest value", np.abs(full).max(), SMALLER, "apart", apart, flush=True)
    return golden_of(files["fp32"], (1, 3, 112, 112), "vector", tolerance=round(1.5 * max(apart), 3))


def entry_of(model, quality: Fitted, files: dict[str, Path], state: Path, measured: dict[str, float]) -> dict[str, object]:
    pixel = {"mean": [127.5] * 3, "std": [127.5] * 3, "size": {"kind": "fixed", "width": 112, "height": 112}}
    return {
        "input": {"name": "input", "layout": "NCHW", "colour": "RGB", **pixel, "maxBatch": 64 // model.shape.looks},
        "parameters": sum(p.numel() for p in model.parameters()),
        "megaMacs": round(count_macs(model) * model.shape.looks / 1e6, 1),
        "licence": "Apache-2.0",
        "provenance": PROVENANCE,
        "measured": {k: round(v, 4) for k, v in measured.items()},
        "golden": golden_entry(files),
        "output": "vector",
        "dimension": model.shape.dimension,
        "quality": "quality",
        "cosineAtFalseMatchRate": strictest([thresholds(OnnxEmbedder(files[p]), state) for p in BACKENDS]),
    }


def measure(files: dict[str, Path], state: Path, shared: Path, results: Path) -> dict[str, float]:
    """Reporting figures of the smaller files, appended to the results; returned for the manifest."""
    kept = {}
    for precision in SMALLER:
        embed, file = OnnxEmbedder(files[precision]), files[precision]
        for name, protocol, figures in (
            ("lfw", "lfw-view2-deepfunneled-scrfd500m", lfw_figures(embed, state)),
            ("families", "families-dev", families_figures(embed, state, shared)),
            ("children", "utk-heldout-degraded", children_figures(embed, state)),
        ):
            append_results(results, file.stem, file, protocol, figures)
            kept |= {f"{precision} {name} {figure}": value for figure, value in figures.items()}
    return kept


def export(state: Path, checkpoint: Path, name: str, pack: Path, shared: Path, results: Path, manifest: str, cache: Path) -> None:
    model, saved = load_average(checkpoint), load_weights(checkpoint)
    windows, finds = faceless_crops(cache, 3000), mistaken_crops(cache, LandmarkModel(pack / "landmarks.onnx"), 4000)
    taught, kept = (np.concatenate(parts) for parts in zip(np.array_split(windows, 2), np.array_split(finds, 2), strict=True))
    quality = fit_quality(model, state, taught, kept)
    print("quality", quality.figures, quality.scale, flush=True)
    folder = state / "export"
    folder.mkdir(exist_ok=True)
    files = write_files(model, quality, state, folder, name)
    check_quality(files, np.concatenate([windows[:64], finds[-64:]]))
    measured = measure(files, state, shared, results) | {f"quality {k}": v for k, v in quality.figures.items()}
    entry = entry_of(model, quality, files, state, measured)
    update_role(pack, "embedder", entry, [(files[p], "int8", b) for p, b in BACKENDS.items()], manifest)
    torch.save(quality.head.state_dict(), folder / f"{name}-quality.pt")
    (folder / f"{name}.json").write_text(json.dumps(entry, indent=1))
    (HERE / "checkpoints").mkdir(exist_ok=True)
    parts = {"average": saved["average"], "adapters": saved["adapters"]}
    save_weights(HERE / "checkpoints" / f"{name}.npz", parts, saved["note"], coarse=entry["parameters"] > COARSE_FROM)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--name", default="embedder-base")
    parser.add_argument("--pack", type=Path, required=True)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--results", type=Path, default=HERE.parent / "evaluation" / "results" / "embedder.csv")
    parser.add_argument("--cache", type=Path, default=Path("state/detector/cache"), help="of detector.prepare: photos without faces")
    parser.add_argument("--manifest", default="pack.json", choices=("pack.json", *OTHERS))
    args = parser.parse_args()
    export(args.state, args.checkpoint, args.name, args.pack, args.shared, args.results, args.manifest, args.cache)
