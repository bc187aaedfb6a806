"""Simulated shoots with known series: retakes of real photographs among singles shot seconds apart.

Used by the tests, the bench and models/recipes/similarity.py. A retake is what a photographer's next shot
of a still subject differs by; moving subjects are in photo_series only.
"""

from __future__ import annotations

import csv
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from aesthcull.photos.decode import load_photo
from aesthcull.series.grouping import Series, SeriesFrame
from aesthcull.series.signature import signature
from aesthcull.vision.preprocess import squeeze

Pixels = NDArray[np.uint8]

PHOTOGRAPHS = (
    "oasis_beauty",
    "imagenet_samples",
    "intel_scenes",
    "bsds500",
    "pro_wallpapers",
    "lowlight_dicm",
)
GARMENTS = ("clothing_cc0", "fashion_studio")
# Photographed twice by their makers, under two names: right to group, so not in a shoot of singles.
TWINS = frozenset({"DICM_14.jpg"})
LONG_SIDE = 512  # the thumbnail's


@dataclass(frozen=True)
class Described:
    """A shoot as grouping sees it: labels say which source each frame shows."""

    labels: NDArray[np.int64]
    descriptors: NDArray[np.float32]
    signatures: NDArray[np.uint8]


def retake(pixels: Pixels, rng: np.random.Generator) -> Pixels:
    """The same scene shot again: zoom to 10 %, shift to 4 %, ± 2°, ± 12 % brightness, blur, JPEG 60–95."""
    height, width = pixels.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), rng.uniform(-2, 2), 1 / rng.uniform(0.9, 1.0))
    turn[:, 2] += rng.uniform(-0.04, 0.04, 2) * (width, height)
    moved = cv2.warpAffine(
        pixels, turn, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101
    )
    left, right, top, bottom = rng.uniform(0, 0.03, 4)
    cut = moved[int(top * height) : height - int(bottom * height)]
    cut = cut[:, int(left * width) : width - int(right * width)]
    bright = np.clip(cut.astype(np.float32) * rng.uniform(0.88, 1.12), 0, 255).astype(np.uint8)
    sigma = rng.uniform(0, 1.2)
    soft = cv2.GaussianBlur(bright, (0, 0), sigma) if sigma > 0.3 else bright
    quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(60, 96))]
    _, data = cv2.imencode(".jpg", cv2.cvtColor(soft, cv2.COLOR_RGB2BGR), quality)
    return np.asarray(cv2.cvtColor(cv2.imdecode(data, cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB), dtype=np.uint8)


def sources(data: Path, sets: Sequence[str], split: str, most: int = 1_000_000) -> list[Path]:
    """Photographs of one split, at most `most` of each set, always the same ones."""
    found: list[Path] = []
    for name in sets:
        with (data / name / "labels.csv").open(encoding="utf-8", newline="") as file:
            rows = [row["file"] for row in csv.DictReader(file) if row["split"] == split]
        rows = [row for row in rows if Path(row).name not in TWINS]
        found += [data / name / row for row in sorted(rows, key=lambda r: zlib.crc32(r.encode()))[:most]]
    return found


def shoot(paths: Sequence[Path], seed: int) -> tuple[list[Pixels], NDArray[np.int64]]:
    """Half of the photographs as singles, half with 2–6 retakes: uint8 RGB pictures and labels [N]."""
    rng = np.random.default_rng(seed)
    pictures: list[Pixels] = []
    labels: list[int] = []
    for place, number in enumerate(rng.permutation(len(paths))):
        pixels = load_photo(paths[number], LONG_SIDE).pixels
        again = int(rng.integers(2, 7)) if place % 2 else 0
        pictures += [pixels, *(retake(pixels, rng) for _ in range(again))]
        labels += [place] * (1 + again)
    return pictures, np.array(labels, dtype=np.int64)


def real_series(data: Path, brackets: bool) -> tuple[list[Pixels], NDArray[np.int64]]:
    """The frames of photo_series in shooting order: the exposure brackets, or all others."""
    with (data / "photo_series" / "labels.csv").open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if (r["kind"] == "exposure_bracket") == brackets]
    rows.sort(key=lambda r: (r["group"], r["file"]))
    names = {name: number for number, name in enumerate(sorted({r["group"] for r in rows}))}
    pictures = [load_photo(data / "photo_series" / r["file"], LONG_SIDE).pixels for r in rows]
    return pictures, np.array([names[r["group"]] for r in rows], dtype=np.int64)


def session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def embed(backbone: onnxruntime.InferenceSession, pictures: Iterable[Pixels]) -> NDArray[np.float32]:
    """Embeddings as the catalogue stores them, through float16: [N, 1280]."""
    squeezed = [squeeze(p, 224) for p in pictures]
    parts = [
        backbone.run(["embedding"], {"pixels": np.stack(squeezed[n : n + 8])})[0]
        for n in range(0, len(squeezed), 8)
    ]
    return np.concatenate(parts).astype(np.float16).astype(np.float32)


def describe(models: Path, pictures: Sequence[Pixels], labels: NDArray[np.int64]) -> Described:
    """What the pipeline computes of each frame."""
    embeddings = embed(session(models / "backbone.onnx"), pictures)
    descriptors = session(models / "similarity.onnx").run(None, {"embedding": embeddings})[0]
    return Described(labels, descriptors, np.stack([signature(p) for p in pictures]))


def frames(count: int, seed: int, timed: bool) -> list[SeriesFrame]:
    """Records a few seconds apart, whatever is shown; keys at random, so that names give nothing away."""
    rng = np.random.default_rng(seed)
    names = rng.permutation(count)
    moment = datetime(2024, 5, 4, 14, 0, 0)
    found = []
    for number in range(count):
        moment += timedelta(seconds=int(rng.integers(1, 7)))
        found.append(SeriesFrame(f"IMG_{names[number]:06d}.jpg", moment if timed else None))
    return found


def pairwise(groups: Sequence[Series], labels: NDArray[np.int64]) -> tuple[float, float]:
    """Precision and recall over all pairs of frames."""
    shown = np.arange(len(labels)) + len(labels)  # singles: a group each
    for number, one in enumerate(_joined(groups)):
        shown[one] = number
    first, second = np.triu_indices(len(labels), 1)
    found, true = shown[first] == shown[second], labels[first] == labels[second]
    both = np.count_nonzero(found & true)
    return both / max(1, np.count_nonzero(found)), both / max(1, np.count_nonzero(true))


def _joined(groups: Sequence[Series]) -> list[list[int]]:
    return [list(one.members) for one in groups]
