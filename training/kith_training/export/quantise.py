"""int8 by static QDQ: unsigned activations, signed weights per channel, calibrated on real crops."""

import tempfile
from pathlib import Path

import numpy as np
import onnx


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
            extra_options={"CalibMovingAverage": True, "CalibMovingAverageConstant": 0.05},
        )
