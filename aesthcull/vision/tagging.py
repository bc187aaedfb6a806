"""From class probabilities to keywords: what a model is sure enough of to say.

A keyword's confidence is the sum of the probabilities of all classes that imply it, so that a model torn
between two breeds still says "dog" with certainty.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aesthcull.vision.registry import ModelEntry, ModelError, read_labels


@dataclass(frozen=True)
class Tag:
    """A keyword and how sure the model is of it, 0–1."""

    name: str
    confidence: float


class Tagger:
    """Reads a `tags` model's output. Raise ModelError when its labels are missing or damaged."""

    def __init__(self, entry: ModelEntry) -> None:
        labels = read_labels(entry)
        self.classes = [label.name for label in labels]
        self.words = sorted({word for label in labels for word in label.words})
        if entry.threshold is None:
            raise ModelError(f"model {entry.name}: the registry gives no threshold for its keywords")
        self.threshold = entry.threshold
        row_of = {word: row for row, word in enumerate(self.words)}
        self._implies = np.zeros((len(labels), len(self.words)), dtype=np.float32)
        for column, label in enumerate(labels):
            for word in label.words:
                self._implies[column, row_of[word]] = 1.0
        # How many classes imply a word: the fewer, the more it says.
        self._generality = self._implies.sum(axis=0)

    def confidences(self, probabilities: NDArray[np.float32]) -> NDArray[np.float32]:
        """Class probabilities [N, C] to the confidence of each word [N, W]."""
        return np.asarray(np.minimum(probabilities @ self._implies, 1.0), dtype=np.float32)

    def tags(self, probabilities: NDArray[np.float32]) -> list[tuple[Tag, ...]]:
        """Words whose confidence reaches the threshold, the most specific first; ties by the alphabet."""
        found: list[tuple[Tag, ...]] = []
        for row in self.confidences(probabilities):
            sure = sorted(np.flatnonzero(row >= self.threshold), key=lambda w: (self._generality[w], w))
            found.append(tuple(Tag(self.words[w], round(float(row[w]), 4)) for w in sure))
        return found
