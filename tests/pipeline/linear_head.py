"""A head in the form that the trainer gives it: mean, scale, one weight vector, sigmoid."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from aesthcull.trainer.publish import publish
from aesthcull.vision.registry import ModelEntry

WIDTH = 2064


def linear_head(folder: Path, backbone: ModelEntry, version: str = "mine-1", seed: int = 0) -> ModelEntry:
    """A head `sells` with random weights, registered in `folder`, not in use."""
    rng = np.random.default_rng(seed)
    weights = {
        "mean": rng.normal(size=WIDTH),
        "scale": 1 / (0.5 + rng.random(WIDTH)),
        "weights": rng.normal(size=(WIDTH, 1)) / WIDTH**0.5,
        "bias": np.zeros(1),
    }
    steps = [
        ("Sub", ("embedding", "mean"), "centred"),
        ("Mul", ("centred", "scale"), "scaled"),
        ("MatMul", ("scaled", "weights"), "sum"),
        ("Add", ("sum", "bias"), "log_odds"),
        ("Sigmoid", ("log_odds",), "probability"),
    ]
    graph = helper.make_graph(
        [helper.make_node(kind, list(inputs), [output]) for kind, inputs, output in steps],
        "linear",
        [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", WIDTH])],
        [helper.make_tensor_value_info("probability", TensorProto.FLOAT, ["batch", 1])],
        [numpy_helper.from_array(a.astype(np.float32), n) for n, a in weights.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(model, folder / f"sells-{version}.onnx")
    entry = ModelEntry(
        name="sells",
        version=version,
        kind="head",
        output="probability",
        file=f"sells-{version}.onnx",
        sha256="",
        card=f"sells-{version}.md",
        backbone=backbone.id,
        folder=folder,
    )
    return publish(entry, f"# sells {version}", keep_versions=True)
