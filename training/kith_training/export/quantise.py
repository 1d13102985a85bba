"""int8 by static QDQ: unsigned activations, signed weights per channel (unsaturated.py), calibrated on real crops."""

import tempfile
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

from .unsaturated import unsaturated


def quantise(model: onnx.ModelProto, crops: np.ndarray, out: Path, keep_float: tuple[str, ...] = ()) -> None:
    """Write the int8 model to out. crops: uint8 [n, 112, 112, 3], training-side, good and degraded."""
    from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static

    from kith_training.data.teachers import to_input

    class Reader(CalibrationDataReader):
        def __init__(self):
            self.batches = iter([crops[i : i + 16] for i in range(0, len(crops), 16)])

        def get_next(self):
            batch = next(self.batches, None)
            return None if batch is None else {"input": to_input(batch).contiguous().numpy()}

    model, scales = with_whole_weights(model, keep_float)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "fp32.onnx"
        onnx.save(model, source)
        quantize_static(
            source,
            out,
            Reader(),
            quant_format=QuantFormat.QDQ,
            per_channel=True,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
            calibrate_method=CalibrationMethod.MinMax,
            nodes_to_exclude=list(keep_float),
            extra_options={"CalibMovingAverage": True, "CalibMovingAverageConstant": 0.05, "TensorQuantOverrides": scales},
        )


def with_whole_weights(model: onnx.ModelProto, keep_float: tuple[str, ...]) -> tuple[onnx.ModelProto, dict[str, list[dict]]]:
    """A copy whose convolutions to be quantised have weights that are whole numbers of their scales, and those scales for quantize_static."""
    from onnxruntime.quantization import QuantType

    out, scales = onnx.ModelProto(), {}
    out.CopyFrom(model)
    wanted = {node.input[1] for node in out.graph.node if node.op_type == "Conv" and node.name not in keep_float}
    for tensor in out.graph.initializer:
        if tensor.name in wanted:
            whole, scale = unsaturated(numpy_helper.to_array(tensor))
            tensor.CopyFrom(numpy_helper.from_array((whole * scale[:, None, None, None]).astype(np.float32), tensor.name))
            none = np.array(0, np.int8)
            scales[tensor.name] = [{"axis": 0, "scale": each, "zero_point": none, "quant_type": QuantType.QInt8} for each in scale]
    return out, scales
