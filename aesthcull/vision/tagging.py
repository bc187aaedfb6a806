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
        classes_of: dict[str, list[int]] = {}
        for number, label in enumerate(labels):
            for word in dict.fromkeys(label.words):
                classes_of.setdefault(word, []).append(number)
        self.words = sorted(classes_of)
        if entry.threshold is None:
            raise ModelError(f"model {entry.name}: the registry gives no threshold for its keywords")
        self.threshold = entry.threshold
        # The classes of all words one behind the other, and where each word's begin: a product with the whole
        # matrix of who implies what takes four times as long, and its threads come from the decoders' cores.
        self._classes = np.array([c for word in self.words for c in classes_of[word]], dtype=np.intp)
        # How many classes imply a word: the fewer, the more it says.
        self._generality = np.array([len(classes_of[word]) for word in self.words], dtype=np.intp)
        self._starts = np.cumsum(self._generality) - self._generality

    def confidences(self, probabilities: NDArray[np.float32]) -> NDArray[np.float32]:
        """Class probabilities [N, C] to the confidence of each word [N, W]."""
        if not self.words:
            return np.zeros((len(probabilities), 0), dtype=np.float32)
        sums = np.add.reduceat(probabilities[:, self._classes], self._starts, axis=1)
        return np.asarray(np.minimum(sums, 1.0), dtype=np.float32)

    def tags(self, probabilities: NDArray[np.float32]) -> list[tuple[Tag, ...]]:
        """Words whose confidence reaches the threshold, the most specific first; ties by the alphabet."""
        found: list[tuple[Tag, ...]] = []
        for row in self.confidences(probabilities):
            sure = sorted(np.flatnonzero(row >= self.threshold), key=lambda w: (self._generality[w], w))
            found.append(tuple(Tag(self.words[w], round(float(row[w]), 4)) for w in sure))
        return found
