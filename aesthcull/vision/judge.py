"""Judging: one embedding per frame by the backbone, then every head on that embedding.

A head that cannot be used is refused by name and the others go on; without a backbone nothing is judged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aesthcull.vision.providers import Provider, choose_provider
from aesthcull.vision.registry import ModelEntry, ModelError, Registry
from aesthcull.vision.sessions import Session

Embeddings = NDArray[np.float16]


@dataclass(frozen=True)
class Judgement:
    """A score of one frame; `spread` is the standard deviation where the head predicts a distribution."""

    name: str
    value: float
    spread: float | None = None


class Head:
    """A network on the embedding that gives one score per frame."""

    def __init__(self, entry: ModelEntry, provider: Provider) -> None:
        self.entry = entry
        self._session = Session(entry, provider)

    def judge(self, embeddings: Embeddings) -> list[Judgement]:
        """One judgement for each row of [N, D]."""
        found = self._session.run(embeddings.astype(np.float32))
        if self.entry.output == "votes":
            means, spreads = mean_and_spread(found)
            return [
                Judgement(self.entry.name, float(m), float(s)) for m, s in zip(means, spreads, strict=True)
            ]
        return [Judgement(self.entry.name, float(value)) for value in found.reshape(len(found), -1)[:, -1]]

    def describe(self, embeddings: Embeddings) -> NDArray[np.float32]:
        """The raw output [N, …], for `descriptor` heads and vote distributions."""
        return self._session.run(embeddings.astype(np.float32))


class Judge:
    """The backbone in use with its heads, on this machine's best provider.

    `notices` are lines for the user: what was refused and why. `fallback`, where the GPU is not in use.
    """

    def __init__(self, registry: Registry, provider: Provider | None = None) -> None:
        """Raise ModelError when there is no usable backbone."""
        chosen = provider or choose_provider()
        self._backbone = Session(registry.backbone(), chosen)
        self.provider = self._backbone.provider
        self.notices: list[str] = []
        self.heads: list[Head] = []
        self.descriptor: Head | None = None
        for entry in registry.heads(self.backbone):
            try:
                # Heads are tiny: the transfer to a GPU would cost more than the work.
                head = Head(entry, Provider("CPUExecutionProvider"))
            except ModelError as error:
                self.notices.append(str(error))
                continue
            if entry.output == "descriptor":
                self.descriptor = head
            else:
                self.heads.append(head)

    @property
    def backbone(self) -> ModelEntry:
        return self._backbone.entry

    @property
    def batch(self) -> int:
        """How many frames the backbone takes at a time."""
        return self._backbone.batch

    def embed(self, pixels: Sequence[NDArray[np.uint8]]) -> Embeddings:
        """Squeezed pictures, uint8 [S, S, 3] each, to [N, D]. float16, as the catalogue stores them, so
        that a score does not depend on whether it was made at the scan or later from the catalogue."""
        return self._backbone.run(np.stack(pixels)).astype(np.float16)

    def describe(self, embeddings: Embeddings) -> NDArray[np.float32]:
        """Unit vectors [N, d] whose distance says how alike frames are."""
        if self.descriptor is not None:
            return self.descriptor.describe(embeddings)
        # Without the similarity head: cosine of the embeddings about the shoot's own mean.
        centred = embeddings.astype(np.float32)
        centred -= centred.mean(axis=0, keepdims=True)
        lengths = np.linalg.norm(centred, axis=1, keepdims=True)
        return np.asarray(centred / np.maximum(lengths, 1e-9), dtype=np.float32)


def mean_and_spread(votes: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Mean and standard deviation of vote distributions [N, bins] over the votes 1…bins (NIMA, P3)."""
    marks = np.arange(1, votes.shape[1] + 1, dtype=np.float32)
    means = votes @ marks
    variances = np.maximum(votes @ marks**2 - means**2, 0)
    return means, np.sqrt(variances)
