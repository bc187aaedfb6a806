"""What this machine has, for `aesthcull doctor`: providers, formats, models, the catalogue's health."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import onnxruntime
from PIL import features

from aesthcull import __version__
from aesthcull.catalogue import queries
from aesthcull.catalogue.store import CatalogueError, open_catalogue
from aesthcull.photos.formats import FORMATS
from aesthcull.vision.judge import Judge
from aesthcull.vision.registry import ModelError, Registry, verify

# What Pillow may have been built without.
_PARTS = {"PNG": "zlib", "TIFF": "libtiff", "WebP": "webp", "AVIF": "avif", "JPEG 2000": "jpg_2000"}
# What is not there unless asked for.
_EXTRAS = frozenset({"imagecodecs"})


@dataclass(frozen=True)
class Finding:
    """One line of the report; `fault` marks what needs mending."""

    name: str
    value: str
    fault: bool = False


def examine(catalogue: str, model_folders: Sequence[Path], thumbnails: Path) -> list[Finding]:
    """Examine this machine; never raises for what it finds. Reads the whole catalogue."""
    return [
        Finding("aesthcull", __version__),
        Finding("python", f"{platform.python_version()} on {platform.platform()}"),
        Finding("processor cores", str(os.cpu_count())),
        Finding("onnxruntime", onnxruntime.__version__),
        *_judging(model_folders),
        *_formats(),
        *_catalogue(catalogue),
        Finding("thumbnail cache", f"{thumbnails} ({_size(thumbnails)})"),
    ]


def _formats() -> list[Finding]:
    """Which formats are read, by what."""
    findings = []
    for library in dict.fromkeys(row.library for row in FORMATS):
        names = [row.name for row in FORMATS if row.library == library]
        try:
            version = metadata.version(library)
        except metadata.PackageNotFoundError:
            reason = f"not read: {library} is not installed"
            findings.append(Finding(", ".join(names), reason, fault=library not in _EXTRAS))
            continue
        lacking = [n for n in names if library == "pillow" and n in _PARTS and not features.check(_PARTS[n])]
        findings.append(
            Finding(f"read by {library}", f"{', '.join(n for n in names if n not in lacking)} ({version})")
        )
        findings += [
            Finding(name, f"not read: this build of {library} lacks it", fault=True) for name in lacking
        ]
    return findings


def _judging(folders: Sequence[Path]) -> list[Finding]:
    try:
        registry = Registry(folders)
    except ModelError as error:
        return [Finding("models", str(error), fault=True)]
    findings: list[Finding] = []
    for entry in registry.entries():
        try:
            verify(entry)
            findings.append(Finding(f"model {entry.name}", f"{entry.version}, whole: {entry.path}"))
        except ModelError as error:
            findings.append(Finding(f"model {entry.name}", str(error), fault=True))
    try:
        provider = Judge(registry).provider
    except ModelError as error:
        return [Finding("execution provider", f"none: {error}", fault=True), *findings]
    why = provider.why_not_cuda
    return [
        Finding("execution provider", provider.name),
        Finding("why not CUDA", why or "CUDA is in use"),
        *findings,
    ]


def _catalogue(place: str) -> list[Finding]:
    try:
        catalogue = open_catalogue(place)
    except CatalogueError as error:
        return [Finding("catalogue", str(error), fault=True)]
    try:
        if catalogue.notice:
            return [Finding("catalogue", catalogue.notice, fault=True)]
        faults = catalogue.check()
        shoots, frames = queries.counts(catalogue)
    except CatalogueError as error:
        return [Finding("catalogue", str(error), fault=True)]
    finally:
        catalogue.close()
    if faults:
        return [Finding("catalogue", f"{place}: damaged: {faults[0]}", fault=True)]
    return [Finding("catalogue", f"{place}: whole, {shoots} shoots, {frames} frames")]


def _size(folder: Path) -> str:
    files = [path for path in folder.rglob("*.jpg")] if folder.is_dir() else []
    return f"{len(files)} thumbnails, {sum(path.stat().st_size for path in files) / 1e6:.0f} MB"
