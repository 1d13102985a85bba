"""ONNX models on onnxruntime's CPU provider."""

from pathlib import Path


def session(model: str | Path | bytes, threads: int = 1):
    """An onnxruntime.InferenceSession of a file, or of its bytes."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    return onnxruntime.InferenceSession(model if isinstance(model, bytes) else str(model), options, providers=["CPUExecutionProvider"])
