"""Judging: one embedding per frame by the backbone, then every head on that embedding.

Whole networks that start from pixels stand beside the heads. A model that cannot be used is refused by name
and the others go on; without a backbone nothing is judged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from aesthcull.vision.providers import Provider, choose_provider
from aesthcull.vision.registry import ModelEntry, ModelError, Registry
from aesthcull.vision.sessions import Session
from aesthcull.vision.tagging import Tag, Tagger

Embeddings = NDArray[np.float16]
Numbers = NDArray[np.float32]
Squares = Mapping[int, Sequence[NDArray[np.uint8]]]  # by side in pixels, one for each frame


@dataclass(frozen=True)
class Judgement:
    """A score of one frame; `spread` is the standard deviation where the head predicts a distribution."""

    name: str
    value: float
    spread: float | None = None


@dataclass(frozen=True)
class Verdict:
    """All that the models say of one frame. `tags` has an entry, perhaps empty, for each model that tags."""

    scores: list[Judgement] = field(default_factory=list)
    tags: dict[str, tuple[Tag, ...]] = field(default_factory=dict)


class Model:
    """One model in use: it scores or tags, from the embedding (a head) or from pixels (a network)."""

    def __init__(self, entry: ModelEntry, provider: Provider) -> None:
        """Raise ModelError when it cannot be loaded."""
        self.entry = entry
        self.tagger = Tagger(entry) if entry.output == "tags" else None
        self._session = Session(entry, provider)

    def judge(self, inputs: NDArray[np.generic]) -> list[Judgement]:
        """One judgement for each row of [N, D] embeddings, or [N, S, S, 3] pixels for a network."""
        values, spreads = self.scores(inputs)
        known = [None] * len(values) if spreads is None else spreads.tolist()
        return [
            Judgement(self.entry.name, value, spread)
            for value, spread in zip(values.tolist(), known, strict=True)
        ]

    def scores(self, inputs: NDArray[np.generic]) -> tuple[Numbers, Numbers | None]:
        """`judge` as arrays: the values [N] and, of a model that predicts a distribution, the spreads [N]."""
        found = self.describe(inputs)
        if self.entry.output == "votes":
            return mean_and_spread(found)
        return found.reshape(len(found), -1)[:, -1], None

    def tag(self, inputs: NDArray[np.generic]) -> list[tuple[Tag, ...]]:
        """The keywords of each row, for a model whose output is `tags`."""
        assert self.tagger is not None
        return self.tagger.tags(self.describe(inputs))

    def describe(self, inputs: NDArray[np.generic], output: str | None = None) -> NDArray[np.float32]:
        """The raw output [N, …], or the one named."""
        plain = inputs if inputs.dtype == np.uint8 else inputs.astype(np.float32)
        return self._session.run(plain, output)


class Judge:
    """The backbone in use with its heads, and the networks in use, on this machine's best provider.

    `notices` are lines for the user: what was refused and why. `fallback`, where the GPU is not in use.
    """

    def __init__(self, registry: Registry, provider: Provider | None = None) -> None:
        """Raise ModelError when there is no usable backbone."""
        chosen = provider or choose_provider()
        self.registry = registry
        self._backbone = Session(registry.backbone(), chosen)
        self.provider = self._backbone.provider
        self.notices = [
            f"model {e.id} was made for {e.backbone}, not for {self.backbone.id}: not used"
            for e in registry.strangers(self.backbone)
        ]
        # Heads are tiny: the transfer to a GPU would cost more than the work.
        loaded = self._load(registry.heads(self.backbone), Provider("CPUExecutionProvider"))
        self.descriptor = next((m for m in loaded if m.entry.output == "descriptor"), None)
        self.heads = [m for m in loaded if m.entry.output != "descriptor"]
        self.networks = self._load(registry.networks(), chosen)

    def _load(self, entries: Sequence[ModelEntry], provider: Provider) -> list[Model]:
        models: list[Model] = []
        for entry in entries:
            try:
                models.append(Model(entry, provider))
            except ModelError as error:
                self.notices.append(str(error))
        return models

    @property
    def backbone(self) -> ModelEntry:
        return self._backbone.entry

    @property
    def models(self) -> list[Model]:
        """The heads that score or tag, and the networks."""
        return [*self.heads, *self.networks]

    @property
    def sides(self) -> list[int]:
        """The sides, in pixels, of the squares that the backbone and the networks take."""
        return sorted({self.backbone.input_size or 0, *self.network_sides})

    @property
    def network_sides(self) -> list[int]:
        """The sides of the squares that the networks take."""
        return sorted({network.entry.input_size or 0 for network in self.networks})

    @property
    def batch(self) -> int:
        """How many frames the backbone takes at a time."""
        return self._backbone.batch

    def embed(self, pixels: Sequence[NDArray[np.uint8]]) -> Embeddings:
        """Squeezed pictures, uint8 [S, S, 3] each, to [N, D]. float16, as the catalogue stores them, so
        that a score does not depend on whether it was made at the scan or later from the catalogue."""
        return self._backbone.run(np.stack(pixels)).astype(np.float16)

    def verdicts(self, embeddings: Embeddings, squares: Squares) -> list[Verdict]:
        """What the heads say of embeddings [N, D], and the networks of the same frames' squares."""
        found = [Verdict() for _ in embeddings]
        for model in self.models:
            pixels = model.entry.kind == "network"
            add_to(found, model, np.stack(squares[model.entry.input_size or 0]) if pixels else embeddings)
        return found

    def describe(self, embeddings: Embeddings) -> NDArray[np.float32]:
        """Unit vectors [N, d] whose distance says how alike frames are."""
        if self.descriptor is not None:
            return self.descriptor.describe(embeddings)
        # Without the similarity head: cosine of the embeddings about the shoot's own mean.
        centred = embeddings.astype(np.float32)
        centred -= centred.mean(axis=0, keepdims=True)
        lengths = np.linalg.norm(centred, axis=1, keepdims=True)
        return np.asarray(centred / np.maximum(lengths, 1e-9), dtype=np.float32)


def add_to(verdicts: Sequence[Verdict], model: Model, inputs: NDArray[np.generic]) -> None:
    """Add what `model` says of each input row to the verdicts."""
    if model.tagger is not None:
        for verdict, tags in zip(verdicts, model.tag(inputs), strict=True):
            verdict.tags[model.entry.name] = tags
    else:
        for verdict, judgement in zip(verdicts, model.judge(inputs), strict=True):
            verdict.scores.append(judgement)


def mean_and_spread(votes: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Mean and standard deviation of vote distributions [N, bins] over the votes 1…bins (NIMA, P3)."""
    marks = np.arange(1, votes.shape[1] + 1, dtype=np.float32)
    means = votes @ marks
    variances = np.maximum(votes @ marks**2 - means**2, 0)
    return means, np.sqrt(variances)
