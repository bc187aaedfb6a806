"""The ways to learn: a head on the stored embeddings, the backbone fine-tuned, P1's network from nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from aesthcull.job import Job
from aesthcull.photos.thumbnails import ThumbnailCache
from aesthcull.trainer.dataset import Dataset, Matrix
from aesthcull.trainer.heads.fitting import Head, fit_head
from aesthcull.trainer.heads.linear_onnx import export_head, parity
from aesthcull.trainer.heads.ridge import RidgeSettings
from aesthcull.trainer.honesty.evaluation import Repeat
from aesthcull.trainer.problems import MissingTorch
from aesthcull.trainer.request import Request

Indices = NDArray[np.intp]


@dataclass(frozen=True)
class Learnt:
    """A finished epoch of a network that is being trained; for the live curves.

    `accuracy` is that of the frames that it learns from (P1), or of those kept aside (fine-tuning).
    """

    training: int  # which of the trainings, from 1
    trainings: int
    epoch: int
    epochs: int
    loss: float
    accuracy: float


Event = Repeat | Learnt
OnEvent = Callable[[Event], None]


class Way(Protocol):
    """A way to learn from one dataset."""

    settings: RidgeSettings | None
    input_size: int | None  # of a network
    steps: int  # by which learning advances the job

    def learn(self, training: Indices, testing: Indices, grouped: bool, seed: int) -> Matrix:
        """Probabilities [T] of the test frames after learning from the training frames."""

    def fit(self, path: Path) -> None:
        """Learn from all frames and write the ONNX file."""

    def parity(self, path: Path) -> float:
        """Largest difference between what was trained and its file, on frames of the dataset."""


class HeadWay:
    """The default: seconds on a CPU, without torch."""

    input_size: int | None = None
    steps = 1

    def __init__(self, data: Dataset, job: Job) -> None:
        self.settings: RidgeSettings | None = RidgeSettings()
        self._data, self._job = data, job
        self._head: Head | None = None

    def learn(self, training: Indices, testing: Indices, grouped: bool, _seed: int) -> Matrix:
        data = self._data
        # A naive split is naive to the end: its calibration, too, knows nothing of series.
        groups = data.groups[training] if grouped else training.astype(str)
        head = self._fitted(training, groups)
        self._job.advance()
        return head.probabilities(data.embeddings[testing])

    def fit(self, path: Path) -> None:
        everything = np.arange(len(self._data.positive))
        self._head = self._fitted(everything, self._data.groups)
        export_head(self._head, path)

    def parity(self, path: Path) -> float:
        assert self._head is not None
        return parity(self._head, path, self._data.embeddings)

    def _fitted(self, rows: Indices, groups: NDArray[np.str_]) -> Head:
        data = self._data
        return fit_head(
            data.embeddings[rows], data.target[rows], data.positive[rows], groups, RidgeSettings()
        )


def way_of(
    request: Request,
    data: Dataset,
    thumbnails: ThumbnailCache,
    job: Job,
    on_event: OnEvent,
) -> Way:
    """The way that the request names. Raise MissingTorch for a network without the [train] extra."""
    if request.network == "head":
        return HeadWay(data, job)
    if find_spec("torch") is None:
        raise MissingTorch(
            "training a network needs torch, which is not installed: pip install 'aesthcull[train]', or in a "
            "clone uv sync --frozen --inexact --extra train; "
            "a head on the stored embeddings needs nothing more"
        )
    from aesthcull.trainer.network_ways import network_way

    return network_way(request, data, thumbnails, job, on_event)
