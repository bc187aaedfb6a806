"""How well a model judges photographs whose truth is known: a model card's figures, for any labelled set."""

from __future__ import annotations

import csv
import math
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aesthcull.job import Job
from aesthcull.photos.decode import load_photo
from aesthcull.photos.problems import PhotoError, Problem
from aesthcull.photos.thumbnails import THUMBNAIL_SIDE
from aesthcull.photos.walk import walk
from aesthcull.pipeline.learnt_frames import learnt_frames, picture_key
from aesthcull.pipeline.ordered import batches, in_order
from aesthcull.vision.evaluation import Figure, accuracy, auc, majority, measured, spearman
from aesthcull.vision.judge import Judge, Model, mean_and_spread
from aesthcull.vision.preprocess import squeeze
from aesthcull.vision.registry import ModelEntry, ModelError, Registry
from aesthcull.vision.votes import BINS, emd, to_ten_bins

MIN_PHOTOGRAPHS = 4  # fewer say nothing


class LabelError(Exception):
    """Labels that cannot be used; one line that names the file and the cause."""


@dataclass(frozen=True)
class Labelled:
    """Photographs with their truth.

    `means` [N] on `scale` (low, high), and `votes` [N, 10] where single votes are known; or `good` [N],
    whether each belongs to the good ones. `groups` [N], where the table has such a column, names what
    belongs together. `source` names where they come from.
    """

    source: str
    paths: tuple[Path, ...]
    means: NDArray[np.float64] | None = None
    scale: tuple[float, float] = (1.0, float(BINS))
    votes: NDArray[np.float32] | None = None
    good: NDArray[np.bool_] | None = None
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Evaluation:
    """Figures of one model on the photographs that could be read. `learnt` is how many of these it had learnt
    from, None where that is not known."""

    model: str
    photographs: int
    figures: dict[str, Figure]
    problems: tuple[Problem, ...]
    learnt: int | None = None

    @property
    def remark(self) -> str:
        """What to mind when reading the figures, in a sentence; empty where there is nothing."""
        if not self.learnt:
            return ""
        return (
            f"{self.learnt:,} of {self.photographs:,} photographs were in its training: the figures flatter; "
            "its report says how good it is on others"
        )


def labelled_by_votes(table: Path, scale: tuple[float, float] | None = None) -> Labelled:
    """Photographs of a CSV: `file` (relative to it), either `v1`…`vK` (counts) or `mean`, perhaps `group`.

    Means are taken to be on 1–10 unless `scale` says otherwise; votes are on 1–K. Raise LabelError.
    """
    rows = _rows(table)
    header = list(rows[0])
    votes = sorted((c for c in header if c[:1] == "v" and c[1:].isdigit()), key=lambda c: int(c[1:]))
    if "file" not in header or not (votes or "mean" in header):
        raise LabelError(f"{table}: needs the columns file and v1…vK or mean; it has: {', '.join(header)}")
    paths = tuple(table.parent / row["file"] for row in rows)
    groups = tuple(row["group"] for row in rows) if "group" in header else ()
    if not votes:
        means = np.array([_number(table, n, row, "mean") for n, row in enumerate(rows, 2)])
        if scale is not None:
            _check_scale(table, means, scale)
        return Labelled(str(table), paths, means=means, scale=scale or (1.0, float(BINS)), groups=groups)
    if votes != [f"v{i}" for i in range(1, len(votes) + 1)] or len(votes) < 2:
        raise LabelError(
            f"{table}: the columns of votes must be v1, v2 … without gaps, not {', '.join(votes)}"
        )
    counts = np.array([[_number(table, n, row, c) for c in votes] for n, row in enumerate(rows, 2)])
    if (counts < 0).any() or (counts.sum(axis=1) <= 0).any():
        line = int(np.flatnonzero((counts < 0).any(axis=1) | (counts.sum(axis=1) <= 0))[0]) + 2
        raise LabelError(f"{table}: line {line}: votes must be counts of which one at least is above 0")
    means = counts @ np.arange(1, len(votes) + 1) / counts.sum(axis=1)
    return Labelled(str(table), paths, means, (1.0, float(len(votes))), to_ten_bins(counts), groups=groups)


def _check_scale(table: Path, means: NDArray[np.float64], scale: tuple[float, float]) -> None:
    outside = np.flatnonzero((means < scale[0]) | (means > scale[1]))
    if len(outside):
        raise LabelError(
            f"{table}: line {outside[0] + 2}: a mean of {means[outside[0]]:g} is outside the scale of "
            f"{scale[0]:g} to {scale[1]:g}; give the scale that it is on"
        )


def labelled_by_folders(good: Path, poor: Path, job: Job | None = None) -> Labelled:
    """Photographs of two folders, the good ones and the poor ones. Raise LabelError or Cancelled."""
    found: list[Path] = []
    counts = []
    for folder in (good, poor):
        try:
            frames = walk(folder.expanduser().resolve(strict=True), job or Job()).frames
        except (OSError, RuntimeError) as error:
            raise LabelError(
                f"{folder}: cannot be read: {getattr(error, 'strerror', None) or error}"
            ) from error
        if not frames:
            raise LabelError(f"{folder}: holds no photographs")
        found += [frame.path for frame in frames]
        counts.append(len(frames))
    is_good = np.arange(len(found)) < counts[0]
    return Labelled(f"{good} against {poor}", tuple(found), good=is_good)


def evaluate(registry: Registry, name: str, labelled: Labelled, job: Job) -> Evaluation:
    """Judge the photographs and compare with their truth. Raise ModelError, LabelError or Cancelled."""
    entry = registry.get(name)
    if entry.kind == "backbone" or entry.output not in ("votes", "probability"):
        raise ModelError(f"model {entry.id} gives no score to evaluate (its output: {entry.output})")
    judge = Judge(registry)
    if entry.kind == "head" and entry.backbone != judge.backbone.id:
        raise ModelError(f"model {entry.id} was made for {entry.backbone}, not for {judge.backbone.id}")
    judged = _judged(judge, Model(entry, judge.provider), labelled.paths, job)
    outputs, kept, problems = judged.outputs, judged.kept, judged.problems
    if len(kept) < MIN_PHOTOGRAPHS:
        why = f"; the first problem: {problems[0].path}: {problems[0].reason}" if problems else ""
        raise LabelError(f"{labelled.source}: {len(kept)} readable photographs are too few{why}")
    if entry.output == "votes":
        scores, middle = mean_and_spread(outputs)[0], (1 + outputs.shape[1]) / 2
    else:
        scores, middle = outputs.reshape(len(outputs), -1)[:, -1], 0.5
    figures = _against(labelled, kept, scores, middle)
    if labelled.votes is not None and entry.output == "votes" and outputs.shape[1] == BINS:
        figures["EMD"] = measured(emd, outputs, labelled.votes[kept])
    return Evaluation(entry.id, len(kept), figures, tuple(problems), _learnt(entry, labelled.paths, judged))


def _learnt(entry: ModelEntry, paths: Sequence[Path], judged: _Judged) -> int | None:
    known = learnt_frames(entry)
    if known is None:
        return None
    # A table names files by paths of any kind; the catalogue and the trainer by absolute ones.
    absolute = [path.expanduser().absolute() for path in (paths[n] for n in judged.kept)]
    resolved = [path.parent.resolve() / path.name for path in absolute]
    return int((known.among(absolute, judged.pictures) | known.among(resolved, judged.pictures)).sum())


def _against(
    labelled: Labelled, kept: NDArray[np.intp], scores: NDArray[np.float32], middle: float
) -> dict[str, Figure]:
    if labelled.good is not None:
        truth, name = labelled.good[kept], f"accuracy at {middle:g}"
        figures = {}
    else:
        assert labelled.means is not None
        means = labelled.means[kept]
        truth, name = means > sum(labelled.scale) / 2, "accuracy at the scale's middle"
        figures = {"Spearman": measured(spearman, scores, means, chance=0.0)}
    figures[name] = measured(accuracy, scores > middle, truth, chance=majority(truth))
    figures["AUC"] = measured(auc, scores, truth, chance=0.5)
    return figures


@dataclass(frozen=True)
class _Judged:
    """A model's raw output [M, K] for the M readable photographs, their places, what each picture is known by
    (see `learnt_frames`; "" where a network looked at pixels), and the problems."""

    outputs: NDArray[np.float32]
    kept: NDArray[np.intp]
    pictures: tuple[str, ...]
    problems: list[Problem]


def _judged(judge: Judge, model: Model, paths: Sequence[Path], job: Job) -> _Judged:
    from_pixels = model.entry.kind == "network"
    side = (model.entry.input_size if from_pixels else judge.backbone.input_size) or 0
    job.stage(f"Judging with {model.entry.id}", len(paths))
    found: list[NDArray[np.float32]] = []
    kept: list[int] = []
    pictures: list[str] = []
    problems: list[Problem] = []
    workers = min(16, os.cpu_count() or 2)
    with ThreadPoolExecutor(workers, thread_name_prefix="decode") as pool:
        squares = in_order(pool, partial(_square, side=side), paths, 2 * workers + judge.batch)
        place = 0
        for batch in batches(squares, judge.batch):
            pixels = []
            for one in batch:
                if isinstance(one, Problem):
                    problems.append(one)
                else:
                    pixels.append(one)
                    kept.append(place)
                place += 1
            if pixels:
                inputs = np.stack(pixels) if from_pixels else judge.embed(pixels)
                found.append(model.describe(inputs))
                pictures += [""] * len(pixels) if from_pixels else map(picture_key, inputs)
            job.advance(len(batch))
    outputs = np.concatenate(found) if found else np.zeros((0, 1), dtype=np.float32)
    return _Judged(outputs, np.array(kept, dtype=np.intp), tuple(pictures), problems)


def _square(path: Path, side: int) -> NDArray[np.uint8] | Problem:
    try:
        return squeeze(load_photo(path, THUMBNAIL_SIDE).pixels, side)
    except PhotoError as error:
        return Problem(path, error.reason)


def _rows(table: Path) -> list[dict[str, str]]:
    try:
        with table.open(encoding="utf-8-sig", newline="") as file:
            first = file.readline()
            file.seek(0)
            separator = max(",;\t", key=first.count)
            rows = list(csv.DictReader(file, delimiter=separator, restval="", strict=True))
    except OSError as error:
        raise LabelError(f"{table}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise LabelError(f"{table}: is not UTF-8; save it as CSV UTF-8") from error
    except csv.Error as error:
        raise LabelError(f"{table}: not a CSV: {error}") from error
    if not rows:
        raise LabelError(f"{table}: holds no rows")
    for line, row in enumerate(rows, 2):
        if None in row:
            raise LabelError(f"{table}: line {line}: has more cells than the header")
    return rows


def _number(table: Path, line: int, row: dict[str, str], column: str) -> float:
    text = row[column]
    try:
        number = float(text if "." in text else text.replace(",", "."))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise LabelError(f"{table}: line {line}: {column} is {text!r}, not a number")
    return number
