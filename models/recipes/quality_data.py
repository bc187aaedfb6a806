"""Photographs and their degraded copies, as embeddings: what quality.py learns from."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from common import CACHE, MODELS, SHARED_DATA, Matrix, embed_pixels, read_rows
from numpy.typing import NDArray

from aesthcull.photos.decode import load_photo
from aesthcull.trainer.degradations import DEGRADATIONS, STRENGTHS, degrade
from aesthcull.vision.preprocess import squeeze
from aesthcull.vision.registry import Registry

CLEAN = ("oasis_beauty", "bsds500", "pro_wallpapers")
SNAPSHOTS = ("imagenet_samples",)
KINDS = [(name, strength) for name in DEGRADATIONS for strength in STRENGTHS]
AT_ONCE = 16  # photographs
Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Copies:
    """Embeddings of photographs [N, D], of the same cut a little differently [N, D], and of their degraded
    copies [N, K, D], in the order of KINDS; `groups` [N] must not be torn apart."""

    clean: Matrix
    reframed: Matrix
    degraded: Matrix
    groups: list[str]

    def __len__(self) -> int:
        return len(self.clean)

    def only(self, kept: NDArray[np.bool_]) -> Copies:
        groups = [group for group, keep in zip(self.groups, kept, strict=True) if keep]
        return Copies(self.clean[kept], self.reframed[kept], self.degraded[kept], groups)


def copies(sets: Sequence[str], split: str) -> Copies:
    """The photographs of one split of some sets, embedded once and kept in `.cache/quality`."""
    parts, groups = [], []
    for name in sets:
        rows = read_rows(name, split)
        parts.append(_embedded(name, split, [row["file"] for row in rows]))
        groups += [f"{name}:{row.get('group', row['file'])}" for row in rows]
    found = np.concatenate(parts).astype(np.float32)
    return Copies(found[:, 0], found[:, 1], found[:, 2:], groups)


def reframed(pixels: Pixels, rng: np.random.Generator) -> Pixels:
    """Cut by up to 3 % at each side, as hand-held frames differ; by whole pixels, so nothing is blurred."""
    height, width = pixels.shape[:2]
    left, right, top, bottom = rng.uniform(0, 0.03, 4)
    down = slice(int(top * height), height - int(bottom * height))
    return np.ascontiguousarray(pixels[down, int(left * width) : width - int(right * width)])


def _embedded(name: str, split: str, files: Sequence[str]) -> NDArray[np.float16]:
    """[N, 2 + K, D]: clean, reframed, then KINDS."""
    sha = Registry([MODELS]).backbone().sha256[:12]
    place = CACHE / "quality" / f"{name}-{split}-{sha}.npy"
    if place.is_file():
        return np.asarray(np.load(place))
    done = []
    for start in range(0, len(files), AT_ONCE):
        part = files[start : start + AT_ONCE]
        pictures = [square for file in part for square in _squares(SHARED_DATA / name / file)]
        done.append(
            embed_pixels(np.stack(pictures)).astype(np.float16).reshape(len(part), 2 + len(KINDS), -1)
        )
        print(f"{name}, {split}: {start + len(part)} of {len(files)}", flush=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    np.save(place, np.concatenate(done))
    return np.concatenate(done)


def _squares(path: Path) -> list[Pixels]:
    """As in bench_technical every copy starts from the same seed, which is the file's name."""
    pixels, seed = load_photo(path).pixels, zlib.crc32(path.name.encode())
    shown = [pixels, reframed(pixels, np.random.default_rng(seed))]
    shown += [degrade(pixels, name, strength, np.random.default_rng(seed)) for name, strength in KINDS]
    return [squeeze(one, 224) for one in shown]
