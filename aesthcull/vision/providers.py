"""Which execution provider runs the networks here: CUDA, else CoreML or DirectML where offered, else the CPU.

`onnxruntime.get_available_providers()` names CUDA whether or not it can run, and a failed load prints a
wall of warnings; so the driver and libraries are looked for first, and the session itself has the last word.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import onnxruntime

CPU = "CPUExecutionProvider"
CUDA = "CUDAExecutionProvider"
_OTHER_ACCELERATORS = ("CoreMLExecutionProvider", "DmlExecutionProvider")
OVERRIDE = "AESTHCULL_PROVIDER"  # cpu, cuda, coreml or dml: skips the others
_SILENT = 4  # ONNX Runtime's log level "fatal"


@dataclass(frozen=True)
class Provider:
    """An execution provider; `why_not_cuda` is one line where CUDA is not the one in use."""

    name: str
    why_not_cuda: str | None = None

    @property
    def short_name(self) -> str:
        """As users know it: CPU, CUDA …"""
        return self.name.removesuffix("ExecutionProvider")

    @property
    def is_cpu(self) -> bool:
        return self.name == CPU


def choose_provider() -> Provider:
    """The best provider that this machine seems to offer. A session may still fall back; see `sessions`."""
    onnxruntime.set_default_logger_severity(_SILENT)
    offered = onnxruntime.get_available_providers()
    wanted = os.environ.get(OVERRIDE, "").casefold()
    if wanted in ("", "cuda"):
        reason = _why_not_cuda(offered)
        if reason is None:
            return Provider(CUDA)
    else:
        reason = f"{OVERRIDE}={wanted} is set"
    for name in _OTHER_ACCELERATORS:
        if name in offered and wanted in ("", name.removesuffix("ExecutionProvider").casefold()):
            return Provider(name, reason)
    return Provider(CPU, reason)


def _why_not_cuda(offered: list[str]) -> str | None:
    if CUDA not in offered:
        return "this build of ONNX Runtime has no CUDA provider"
    driver = "nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1"
    if not _loads(driver):
        return f"no NVIDIA driver ({driver} is not there)"
    with contextlib.suppress(Exception):  # the [cuda] wheels' libraries, where they are installed
        _preload()
    return _provider_library_error()


def _preload() -> None:
    with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stdout(nowhere):
        onnxruntime.preload_dlls()


def _provider_library_error() -> str | None:
    """Why ONNX Runtime's CUDA library does not load; names the first library that is missing."""
    folder = Path(onnxruntime.__file__).parent / "capi"
    name = "onnxruntime_providers_cuda.dll" if sys.platform == "win32" else "libonnxruntime_providers_cuda.so"
    if not (folder / name).exists():
        return f"{name} is not in the ONNX Runtime package"
    shared = folder / name.replace("_cuda", "_shared")
    try:
        if shared.exists():
            ctypes.CDLL(str(shared), mode=getattr(ctypes, "RTLD_GLOBAL", 0))
        ctypes.CDLL(str(folder / name))
    except OSError as error:
        text = str(error).split("cannot open")[0].strip(" :") or str(error)
        if "undefined symbol" in text:
            return None  # it was found with all it needs; only the host process is missing
        return f"the CUDA libraries do not load ({text}); install the extra: aesthcull[cuda]"
    return None


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
