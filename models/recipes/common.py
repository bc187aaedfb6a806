"""What the recipes share: where data and models lie, and how photographs become arrays and tables."""

from __future__ import annotations

import csv
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aesthcull.photos.decode import load_photo
from aesthcull.vision.preprocess import squeeze
from aesthcull.vision.providers import CPU, Provider
from aesthcull.vision.registry import Registry
from aesthcull.vision.sessions import Session

MODELS = Path(__file__).resolve().parent.parent
RUNS = MODELS / "runs"
CACHE = MODELS.parent / ".cache"
SHARED_DATA = Path(os.environ.get("AESTHCULL_DATA", MODELS.parent.parent / "shared" / "data"))
Row = dict[str, str]
Matrix = NDArray[np.float32]


def read_rows(name: str, split: str | None = None) -> list[Row]:
    """The labels of a data set, of one split if named, in the file's order."""
    with (SHARED_DATA / name / "labels.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row for row in rows if split is None or row.get("split", "train") == split]


def photo_batch(paths: Sequence[Path], size: int) -> NDArray[np.uint8]:
    """Photographs as the application sees them: uint8 [N, size, size, 3], RGB."""
    return np.stack([squeeze(load_photo(path).pixels, size) for path in paths])


def embed(paths: Sequence[Path], *, mirror: bool = False) -> Matrix:
    """Embeddings [N, D] by the registered backbone, rounded to float16 as the catalogue keeps them."""
    backbone = Registry([MODELS]).backbone()
    pixels = photo_batch(paths, backbone.input_size or 0)
    return embed_pixels(np.ascontiguousarray(pixels[:, :, ::-1]) if mirror else pixels)


def embed_pixels(pixels: NDArray[np.uint8]) -> Matrix:
    """Embeddings [N, D] of squeezed photographs [N, S, S, 3]."""
    found = Session(Registry([MODELS]).backbone(), Provider(CPU), threads=os.cpu_count()).run(pixels)
    return found.astype(np.float16).astype(np.float32)


def embed_rows(name: str, rows: Sequence[Row], *, mirror: bool = False) -> Matrix:
    """Embeddings of a data set's photographs. Kept in `.cache`, by the backbone's checksum and the file."""
    sha = Registry([MODELS]).backbone().sha256[:12]
    place = CACHE / "embeddings" / f"{name}-{'mirrored' if mirror else 'plain'}-{sha}.npz"
    known: dict[str, NDArray[np.float32]] = {}
    if place.is_file():
        with np.load(place) as stored:
            known = dict(zip(stored["files"].tolist(), stored["embeddings"], strict=True))
    missing = [row["file"] for row in rows if row["file"] not in known]
    if missing:
        found = embed([SHARED_DATA / name / file for file in missing], mirror=mirror)
        known |= dict(zip(missing, found, strict=True))
        place.parent.mkdir(parents=True, exist_ok=True)
        np.savez(place, files=np.array(list(known)), embeddings=np.stack(list(known.values())))
    return np.stack([known[row["file"]] for row in rows])


def write_csv(path: Path, header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def figures_table(figures: Mapping[str, float]) -> str:
    """A Markdown table of a card's figures."""
    if not figures:
        return "Not measured: the evaluation photographs were not at hand when the model was made."
    return "\n".join(["| figure | value |", "|---|---|", *(f"| {k} | {v:g} |" for k, v in figures.items())])


def partition(groups: Sequence[str], folds: int, seed: int = 0) -> NDArray[np.int64]:
    """The fold [N] of each photograph; no group is in two folds."""
    names, number = np.unique(np.array(groups), return_inverse=True)
    return (np.random.default_rng(seed).permutation(len(names)) % folds)[number]
