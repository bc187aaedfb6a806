"""How the votes of a frame are spread: the catalogue keeps a score's mean and spread, the head tells more.

It is run again on the stored embedding, which takes a millisecond; no file is opened but the model's.
"""

from __future__ import annotations

import threading
from collections import OrderedDict

import numpy as np
from numpy.typing import NDArray

from aesthcull.catalogue import queries
from aesthcull.catalogue.records import Frame
from aesthcull.pipeline.scan import Workplace
from aesthcull.vision.judge import Model
from aesthcull.vision.providers import Provider
from aesthcull.vision.registry import ModelError

Votes = NDArray[np.float32]
_KEPT = 4096  # distributions, 40 bytes each


class VoteReader:
    """Tells the vote distribution behind a frame's score; may be asked from any thread."""

    def __init__(self, work: Workplace, score: str = "aesthetic") -> None:
        self._work = work
        self._score = score
        self._models: dict[str, Model | None] = {}
        self._known: OrderedDict[tuple[int, str, float], Votes | None] = OrderedDict()
        self._lock = threading.Lock()

    def has(self, frame: Frame) -> bool:
        """Whether the frame has a score that rests on votes."""
        score = frame.scores.get(self._score)
        return score is not None and score.spread is not None

    def votes(self, frame: Frame) -> Votes | None:
        """Shares [bins] of the votes 1…bins, by the model version that gave the score. None where the frame
        has no such score, no embedding, or the version is no longer registered. Raises CatalogueError."""
        if not self.has(frame):
            return None
        score = frame.scores[self._score]
        key = (frame.id, score.model, score.value)
        with self._lock:
            if key not in self._known:
                self._known[key] = self._read(frame.id, score.model)
                while len(self._known) > _KEPT:
                    self._known.popitem(last=False)
            return self._known[key]

    def _read(self, frame_id: int, model_id: str) -> Votes | None:
        if model_id not in self._models:
            self._models[model_id] = self._load(model_id)
        model = self._models[model_id]
        if model is None:
            return None
        backbone = model.entry.backbone or ""
        embedding = queries.embeddings_by_id(self._work.catalogue, [frame_id], backbone).get(frame_id)
        if embedding is None:
            return None
        return np.asarray(model.describe(embedding[None])[0], dtype=np.float32)

    def _load(self, model_id: str) -> Model | None:
        """The head; None where it is gone, damaged, or starts from pixels."""
        try:
            entry = self._work.registry.get(model_id)
            if entry.kind != "head" or entry.output != "votes":
                return None
            return Model(entry, Provider("CPUExecutionProvider"))
        except ModelError:
            return None
