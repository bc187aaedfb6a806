"""From torch to ONNX, with the proof that both compute the same."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from numpy.typing import NDArray
from torch import nn

OPSET = 17


def export_onnx(
    module: nn.Module, example: torch.Tensor, path: Path, *, input_name: str, output_names: Sequence[str]
) -> None:
    """Write `module` as ONNX with a dynamic first (batch) dimension. The module must be in eval mode."""
    names = [input_name, *output_names]
    with warnings.catch_warnings():
        # The legacy exporter is deprecated but exports these graphs in 0.2 s where the new one takes 5 s.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module,
            (example,),
            str(path),
            input_names=[input_name],
            output_names=list(output_names),
            dynamic_axes={name: {0: "batch"} for name in names},
            opset_version=OPSET,
            dynamo=False,
        )


def parity(module: nn.Module, path: Path, inputs: NDArray[np.generic]) -> float:
    """Largest absolute difference between torch and ONNX Runtime over all outputs, on `inputs` [N, …]."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    found = session.run(None, {session.get_inputs()[0].name: inputs})
    with torch.no_grad():
        expected = module(torch.from_numpy(inputs))
    expected = expected if isinstance(expected, tuple) else (expected,)
    return max(float(np.abs(e.numpy() - f).max()) for e, f in zip(expected, found, strict=True))
