"""ONNX Runtime sessions: opened from the registry, checked, and run with a batch size that adapts."""

from __future__ import annotations

import os
from dataclasses import replace

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from aesthcull.vision.providers import CPU, Provider
from aesthcull.vision.registry import ModelEntry, ModelError, verify

# The CPU provider gets slower with larger batches (measured: 8.9 ms at 1, 16 ms at 4), a GPU needs them.
CPU_BATCH = 1
GPU_BATCH = 64
HEAD_BATCH = 256  # heads are matrix products, whose weights should be read once for many frames


class Session:
    """One model, loaded. `provider` is the one that really runs it."""

    def __init__(self, entry: ModelEntry, provider: Provider, threads: int | None = None) -> None:
        """Raise ModelError when the file is missing, damaged, or not what the registry says."""
        verify(entry)
        self.entry = entry
        self._session = _open(entry, provider, threads or max(1, (os.cpu_count() or 2) // 2))
        actual = self._session.get_providers()[0]
        self.provider = provider if actual == provider.name else replace(provider, name=actual)
        self._input = self._session.get_inputs()[0].name
        self._output = self._session.get_outputs()[0].name
        self._batch = GPU_BATCH if actual != CPU else HEAD_BATCH if entry.kind == "head" else CPU_BATCH

    @property
    def batch(self) -> int:
        """How many items it takes at a time, best for this provider and its free memory."""
        return self._batch

    def run(self, items: NDArray[np.generic], output: str | None = None) -> NDArray[np.float32]:
        """The model's first output (or the one named) for items [N, …], in batches; halves the batch when
        the GPU is full. Raise ModelError when the model fails."""
        wanted = [output or self._output]
        outputs: list[NDArray[np.float32]] = []
        at = 0
        while at < len(items):
            chunk = items[at : at + self._batch]
            try:
                outputs.append(self._session.run(wanted, {self._input: chunk})[0])
            except Exception as error:  # ONNX Runtime's exceptions share no useful base
                if self._batch == 1 or "alloc" not in str(error).lower():
                    raise ModelError(f"model {self.entry.name}: {_first_line(error)}") from error
                self._batch //= 2
                continue
            at += len(chunk)
        return np.concatenate(outputs)


def _open(entry: ModelEntry, provider: Provider, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.intra_op_num_threads = threads
    # Waiting threads that spin would take the cores from the decoders.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    names = [provider.name] if provider.is_cpu else [provider.name, CPU]
    try:
        return onnxruntime.InferenceSession(str(entry.path), options, providers=names)
    except Exception as error:
        raise ModelError(
            f"model {entry.name}: {entry.path} cannot be loaded: {_first_line(error)}"
        ) from error


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
