"""The embedder as a Core ML .mlpackage: batch 1-16, float16, 8-bit weight palettes.

    python -m kith_training.export.coreml --state STATE --checkpoint checkpoints/embedder-small.npz \
        --quality STATE/export/embedder-small-quality.pt --out STATE/export/embedder-small.mlpackage

Palettes, not linear_symmetric: that quantisation is wrong on GPU and ANE (coremltools #2114). The package
is converted here but cannot be run here: coreml_check reads the saved program back and runs it in PyTorch.
"""

import argparse
import shutil
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from kith_training.embedder.model import Embedder
from kith_training.embedder.weights import load_average
from kith_training.quality.head import QualityHead


class WithQuality(nn.Module):
    """input [n, 3, 112, 112] in -1..1 -> vector [n, d], quality [n, 1]; norms folded."""

    def __init__(self, model: Embedder, quality: QualityHead):
        super().__init__()
        self.model, self.quality = model.eval(), quality.eval()
        for module in list(self.model.modules()):
            if isinstance(module, nn.Sequential) and len(module) == 2 and isinstance(module[1], nn.BatchNorm2d):
                module[0], module[1] = fuse_conv_bn_eval(module[0], module[1]), nn.Identity()

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        pooled = self.model.pooled(x)
        return self.model.vector(pooled), self.quality(pooled)


def load_quality(path: Path, width: int) -> QualityHead:
    head = QualityHead(width)
    head.load_state_dict(torch.load(path, map_location="cpu", weights_only=True))
    return head.eval()


def convert(module: nn.Module, shape: tuple[int, int, int], outputs: list[str], out: Path, palettes: bool = True) -> None:
    """Convert and save a module of one input, named input, [1-16, *shape]; replaces what is at out."""
    import coremltools as ct
    import coremltools.optimize.coreml as cto

    traced = torch.jit.trace(module.eval(), torch.zeros(2, *shape))
    batch = ct.RangeDim(1, 16, default=1)
    model = ct.convert(
        traced,
        inputs=[ct.TensorType("input", shape=(batch, *shape))],
        outputs=[ct.TensorType(name) for name in outputs],
        minimum_deployment_target=ct.target.iOS17,
        compute_precision=ct.precision.FLOAT16,
        convert_to="mlprogram",
        skip_model_load=True,
    )
    if palettes:
        config = cto.OptimizationConfig(global_config=cto.OpPalettizerConfig(mode="kmeans", nbits=8, weight_threshold=512))
        model = cto.palettize_weights(model, config)
    if out.exists():
        shutil.rmtree(out)
    model.save(str(out))


def to_coreml(module: nn.Module, out: Path, palettes: bool = True) -> None:
    """A WithQuality, or a quantised copy of one."""
    convert(module, (3, 112, 112), ["vector", "quality"], out, palettes)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--quality", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--w8a8", action="store_true", help="8-bit activations too, in place of palettes")
    args = parser.parse_args()
    from kith_training.export.coreml_check import compare
    from kith_training.export.coreml_w8a8 import quantised
    from kith_training.export.embedder_files import calibration_crops

    embedder = load_average(args.checkpoint)
    module = WithQuality(embedder, load_quality(args.quality, embedder.shape.last))
    saved = quantised(module, calibration_crops(args.state)) if args.w8a8 else module
    to_coreml(saved, args.out, palettes=not args.w8a8)
    print(compare(module, args.out, args.state))
