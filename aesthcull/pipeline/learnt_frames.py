"""From which photographs a model of the user's own has learnt, as its report keeps it.

A photograph is known again by its file's path, or, where the file was moved or renamed, by its picture: the
embedding is the same then. Of bundled models no such list is kept; their cards say from what they learnt.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aesthcull.vision.registry import ModelEntry

FRAMES = "frames.csv"  # in the report's folder


@dataclass(frozen=True)
class LearntFrames:
    """The paths as `name_of` writes them, and the pictures as `picture_key` does."""

    names: frozenset[str]
    pictures: frozenset[str]

    def among(self, paths: Iterable[Path], pictures: Iterable[str]) -> NDArray[np.bool_]:
        """Which of N photographs, by path or picture, are of these [N]. A picture may be "", unknown."""
        return np.array(
            [
                name_of(p) in self.names or key in self.pictures
                for p, key in zip(paths, pictures, strict=True)
            ],
            dtype=bool,
        )


def learnt_frames(entry: ModelEntry) -> LearntFrames | None:
    """From what a model has learnt; None where that is not known."""
    try:
        with (entry.report_folder / FRAMES).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        return LearntFrames(
            frozenset(row["file"] for row in rows), frozenset(row["picture"] for row in rows) - {""}
        )
    except (OSError, KeyError, UnicodeDecodeError, csv.Error):
        return None


def name_of(path: Path) -> str:
    """The path as text that can be written to a file, whatever bytes it is of."""
    return str(path).encode("utf-8", "backslashreplace").decode()


def picture_key(embedding: NDArray[np.generic]) -> str:
    """What a photograph is known by wherever its file lies: a file that was moved has the same embedding
    [D]."""
    return hashlib.blake2b(embedding.astype(np.float16).tobytes(), digest_size=8).hexdigest()
