"""A fitted head as an ONNX file of the form that the application reads, with the proof that both agree."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime
from onnx import TensorProto, checker, helper, numpy_helper, save_model

from aesthcull.trainer.heads.fitting import Head
from aesthcull.trainer.heads.ridge import Matrix

OPSET = 17
IR_VERSION = 8  # what ONNX Runtime has read for years
INPUT, OUTPUT = "embedding", "probability"


def export_head(head: Head, path: Path) -> None:
    """Write embedding [N, D] → probability [N, 1]. Raise OSError, as on a full disk."""
    linear = head.linear
    # One product: scale and mean go into the weights.
    weights = (linear.scale * linear.weights).astype(np.float64)
    bias = linear.bias - float(linear.mean.astype(np.float64) @ weights)
    constants = [
        numpy_helper.from_array(weights[:, None].astype(np.float32), "weights"),
        numpy_helper.from_array(np.array([bias], dtype=np.float32), "bias"),
    ]
    nodes = [
        helper.make_node("MatMul", [INPUT, "weights"], ["product"]),
        helper.make_node("Add", ["product", "bias"], ["value"]),
        helper.make_node("Sigmoid", ["value"], [OUTPUT]),
    ]
    graph = helper.make_graph(
        nodes,
        "head",
        [helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, ["batch", len(weights)])],
        [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, ["batch", 1])],
        constants,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION)
    checker.check_model(model)
    save_model(model, str(path))


def parity(head: Head, path: Path, embeddings: Matrix) -> float:
    """Largest absolute difference between the fitted head and its file, on embeddings [N, D]."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    found = session.run([OUTPUT], {INPUT: embeddings})[0][:, 0]
    return float(np.abs(found - head.probabilities(embeddings)).max())
