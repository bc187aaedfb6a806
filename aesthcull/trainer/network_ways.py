"""Networks that learn from pixels: P1's from nothing, and the backbone fine-tuned. Needs the [train] extra.

Both see what the scan shows a network: the frame squeezed to a square, from the thumbnail where there is one.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from aesthcull.job import Job
from aesthcull.photos.decode import load_photo
from aesthcull.photos.problems import PhotoError
from aesthcull.photos.thumbnails import THUMBNAIL_SIDE, ThumbnailCache
from aesthcull.photos.walk import FrameFile
from aesthcull.pipeline.ordered import in_order
from aesthcull.trainer import export, sellers, transfer
from aesthcull.trainer.dataset import Dataset, Matrix
from aesthcull.trainer.heads.ridge import RidgeSettings
from aesthcull.trainer.losses import classes
from aesthcull.trainer.networks.base import Classifier
from aesthcull.trainer.networks.efficientnet_lite import EMBEDDING, pretrained_lite0
from aesthcull.trainer.networks.small_cnn import SmallCnn
from aesthcull.trainer.networks.tops import linear_top
from aesthcull.trainer.photo_batches import Examples
from aesthcull.trainer.plans import Plan
from aesthcull.trainer.problems import TooLittle
from aesthcull.trainer.request import Request
from aesthcull.trainer.ways import Indices, Learnt, OnEvent, Way

SIDE = 224  # as the backbone: the scan squeezes a frame once for both
P1_SIZE = (100, 150)  # H, W: the size of most of P1's tables
VALIDATION_SHARE = 0.15  # of the groups that are learnt from: they choose the epoch
# P2's recipe with smaller rates: those of models/recipes/finetune_study.py, where P2's 1e-2 lost to them.
FINE_TUNING = Plan(
    top_epochs=10, top_rate=1e-3, all_epochs=6, all_rate=1e-4, weight_decay=0.01, batch=16, patience=4
)
Pixels = NDArray[np.uint8]


def network_way(
    request: Request, data: Dataset, thumbnails: ThumbnailCache, job: Job, on_event: OnEvent
) -> Way:
    """P1's network or the fine-tuned backbone. Reads every photograph; raise TooLittle when one cannot be."""
    squares = read_squares(data.paths, thumbnails, job)
    trainings = 2 * request.plan.folds * request.plan.repeats + 1
    if request.network == "p1":
        return P1Way(data, squares, request.epochs or sellers.Protocol().epochs, trainings, job, on_event)
    return FineTuneWay(data, squares, trainings, job, on_event)


def read_squares(paths: Sequence[Path], thumbnails: ThumbnailCache, job: Job) -> Pixels:
    """[N, SIDE, SIDE, 3] of every photograph. Raise TooLittle naming the first that cannot be read."""
    job.stage("Reading the photographs", len(paths))
    found = np.empty((len(paths), SIDE, SIDE, 3), dtype=np.uint8)
    workers = min(16, os.cpu_count() or 2)
    with ThreadPoolExecutor(workers, thread_name_prefix="decode") as pool:
        squares = in_order(pool, partial(_square, thumbnails=thumbnails), paths, 2 * workers)
        for place, square in enumerate(squares):
            found[place] = square
            job.advance()
    return found


def _square(path: Path, thumbnails: ThumbnailCache) -> Pixels:
    from aesthcull.vision.preprocess import squeeze

    try:
        status = path.stat()
        cached = thumbnails.path(FrameFile(path, status.st_size, status.st_mtime_ns))
        source = cached if cached.exists() else path
        return squeeze(load_photo(source, THUMBNAIL_SIDE).pixels, SIDE)
    except OSError as error:
        raise TooLittle(f"{path}: {error.strerror}; a network needs every photograph, a head none") from error
    except PhotoError as error:
        raise TooLittle(f"{path}: {error.reason}; a network needs every photograph, a head none") from error


class _FromPixels:
    """What both have in common: which training goes on, and the export."""

    settings: RidgeSettings | None = None
    input_size: int | None = SIDE
    steps: int

    def __init__(self, data: Dataset, squares: Pixels, trainings: int, job: Job, on_event: OnEvent) -> None:
        self.data, self.squares = data, squares
        self.labels = data.positive.astype(np.int64)
        self.trainings, self.training = trainings, 0
        self.job, self.on_event = job, on_event
        self.exported: nn.Module | None = None

    def begin(self) -> None:
        self.training += 1
        self.done = 0

    def tell(self, loss: float, accuracy: float) -> None:
        self.done += 1
        self.on_event(Learnt(self.training, self.trainings, self.done, self.steps, loss, accuracy))
        self.job.advance()

    def end(self) -> None:
        """Epochs that were not needed count as done."""
        self.job.advance(self.steps - self.done)

    def write(self, module: nn.Module, path: Path) -> None:
        self.exported = module.eval()
        example = torch.from_numpy(self.squares[:2])
        export.export_onnx(self.exported, example, path, input_name="pixels", output_names=["probability"])

    def parity(self, path: Path) -> float:
        assert self.exported is not None
        return export.parity(self.exported, path, self.squares[:32])


class Probability(nn.Module):
    """Pixels uint8 [N, SIDE, SIDE, 3] to the probability [N, 1] of the second class; scaled down to `size`
    first, where one is given."""

    def __init__(self, network: nn.Module, size: tuple[int, int] | None = None) -> None:
        super().__init__()
        self.network, self.size = network, size

    def forward(self, pixels: Tensor) -> Tensor:
        shown = pixels if self.size is None else scaled(pixels, self.size)
        return torch.softmax(self.network(shown), dim=1)[:, 1:]


def scaled(pixels: Tensor, size: tuple[int, int]) -> Tensor:
    """[N, H, W, 3] to float [N, *size, 3], bilinear: an operation that the exported file has, too."""
    channels_first = pixels.to(torch.float32).permute(0, 3, 1, 2)
    return functional.interpolate(channels_first, size, mode="bilinear", align_corners=False).permute(
        0, 2, 3, 1
    )


class P1Way(_FromPixels):
    """P1's network from nothing, with P1's exact settings and augmentation (see `sellers`)."""

    def __init__(
        self, data: Dataset, squares: Pixels, epochs: int, trainings: int, job: Job, on_event: OnEvent
    ) -> None:
        super().__init__(data, squares, trainings, job, on_event)
        self.steps = epochs
        self.small = np.concatenate(
            [
                scaled(torch.from_numpy(squares[start : start + 256]), P1_SIZE).round().byte().numpy()
                for start in range(0, len(squares), 256)
            ]
        )

    def learn(self, training: Indices, testing: Indices, _grouped: bool, seed: int) -> Matrix:
        return sellers.chance_of_selling(self._train(training, seed), self.small[testing])

    def fit(self, path: Path) -> None:
        self.write(Probability(self._train(np.arange(len(self.labels)), 0), P1_SIZE), path)

    def _train(self, rows: Indices, seed: int) -> SmallCnn:
        self.begin()
        protocol = sellers.Protocol(size=P1_SIZE, epochs=self.steps, seed=seed)
        return sellers.train_sellers(
            self.small[rows],
            self.labels[rows],
            protocol,
            cancelled=lambda: self.job.cancelled,
            on_epoch=lambda epoch: self.tell(epoch.loss, epoch.accuracy),
        )


class FineTuneWay(_FromPixels):
    """The backbone in two phases: a new top alone, then everything at a tenth of the rate (P2)."""

    def __init__(self, data: Dataset, squares: Pixels, trainings: int, job: Job, on_event: OnEvent) -> None:
        super().__init__(data, squares, trainings, job, on_event)
        self.steps = FINE_TUNING.top_epochs + FINE_TUNING.all_epochs

    def learn(self, training: Indices, testing: Indices, grouped: bool, seed: int) -> Matrix:
        network = self._train(training, grouped, seed)
        found = transfer.predict(
            network, self.squares[testing], classes(), FINE_TUNING, cancelled=lambda: self.job.cancelled
        )
        return found[:, 1]

    def fit(self, path: Path) -> None:
        self.write(Probability(self._train(np.arange(len(self.labels)), True, 0)), path)

    def _train(self, rows: Indices, grouped: bool, seed: int) -> Classifier:
        self.begin()
        with torch.random.fork_rng():
            torch.manual_seed(seed)
            network = Classifier(pretrained_lite0(), linear_top(EMBEDDING))
        kept = self._kept_aside(rows, grouped, seed)
        learning, checking = rows[~kept], rows[kept]
        transfer.train(
            network,
            self.squares[learning],
            self.labels[learning],
            classes(),
            FINE_TUNING,
            Examples(self.squares[checking], self.labels[checking]),
            cancelled=lambda: self.job.cancelled,
            on_epoch=lambda epoch, _left: self.tell(epoch.loss, epoch.metric),
        )
        self.end()
        return network

    def _kept_aside(self, rows: Indices, grouped: bool, seed: int) -> NDArray[np.bool_]:
        """Which of the rows choose the epoch: whole groups where the split is honest."""
        units = self.data.groups[rows] if grouped else rows.astype(str)
        names, unit_of = np.unique(units, return_inverse=True)
        order = np.random.default_rng(seed).permutation(len(names))
        count = max(1, round(VALIDATION_SHARE * len(names)))
        return np.isin(unit_of, order[:count])
