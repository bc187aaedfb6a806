"""Where labelled frames come from: the user's sales, two folders, or a table of votes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aesthcull.catalogue import queries, sales
from aesthcull.catalogue.records import Frame, SoldFrame
from aesthcull.catalogue.store import Catalogue
from aesthcull.job import Job
from aesthcull.photos.problems import Problem
from aesthcull.pipeline.embedding import embed_files
from aesthcull.pipeline.evaluate import labelled_by_folders, labelled_by_votes
from aesthcull.trainer.dataset import Dataset
from aesthcull.trainer.grouping import divided
from aesthcull.trainer.labels import TOP, popularity
from aesthcull.trainer.problems import TooLittle
from aesthcull.trainer.rules import Rule, Values, chosen, classes, describe, ranks
from aesthcull.vision.judge import Judge

# Three times as many frames as the embedding has numbers determine a linear head; the evaluation, which
# fits it some hundred times, then takes minutes.
MOST_FRAMES = 6_000
OWN = "own-"  # how the versions of a user's own models begin


@dataclass(frozen=True)
class Amounts:
    """What is known of M frames on sale: their ids, one number each, and remarks for the user."""

    frame_ids: tuple[int, ...]
    values: Values
    notes: tuple[str, ...] = ()


def sold_amounts(catalogue: Catalogue, rule: Rule, today: date | None = None) -> Amounts:
    """The rule's quantity for every frame on sale. Raise TooLittle when there are none."""
    sold = sales.sold_frames(catalogue)
    if not sold:
        raise TooLittle("no frame is known to be on sale: import a sales report, then match its assets")
    ids = tuple(frame.frame_id for frame in sold)
    counts = np.array([frame.sales for frame in sold], dtype=np.float64)
    if rule.quantity == "earnings":
        return _earnings(sold, ids, rule.currency)
    if rule.quantity == "popularity":
        days, notes = _days_online(catalogue, sold, today or date.today())
        return Amounts(ids, popularity(counts, days), notes)
    return Amounts(ids, counts)


def currencies(sold: Sequence[SoldFrame]) -> list[str]:
    """The currencies of the earnings, the one with the most frames first."""
    found: dict[str, int] = {}
    for frame in sold:
        for currency in frame.earnings:
            found[currency] = found.get(currency, 0) + 1
    return sorted(found, key=lambda c: (-found[c], c))


def _earnings(sold: Sequence[SoldFrame], ids: tuple[int, ...], currency: str | None) -> Amounts:
    known = currencies(sold)
    if not known:
        raise TooLittle("the sales reports tell no earnings")
    wanted = (currency or known[0]).upper()
    if wanted not in known:
        raise TooLittle(f"no earnings in {wanted}; there are {', '.join(known)}")
    # A frame that earned in other currencies only would count as one that earned nothing.
    kept = [n for n, frame in enumerate(sold) if wanted in frame.earnings or not frame.earnings]
    left = len(sold) - len(kept)
    notes = (f"{left:,} frames earned in other currencies than {wanted} only: left out",) if left else ()
    values = np.array([sold[n].earnings.get(wanted, 0.0) for n in kept])
    return Amounts(tuple(ids[n] for n in kept), values, notes)


def _days_online(
    catalogue: Catalogue, sold: Sequence[SoldFrame], today: date
) -> tuple[NDArray[np.float64], tuple[str, ...]]:
    """[N] since the upload; where unknown, since the first sale or the exposure, the earlier one."""
    unknown = [frame.frame_id for frame in sold if frame.online_since is None]
    taken = {
        f.id: f.capture.captured_at.date()
        for f in queries.frames_by_id(catalogue, unknown)
        if f.capture.captured_at is not None
    }
    days, guessed, none = [], 0, 0
    for frame in sold:
        since = frame.online_since
        if since is None:
            others = [d for d in (frame.first_sold, taken.get(frame.frame_id)) if d is not None]
            since, guessed = min(others, default=None), guessed + bool(others)
        none += since is None
        days.append(max(0, (today - since).days) if since is not None else np.nan)
    found = np.array(days)
    if none == len(sold):
        raise TooLittle("no upload date, sale date or shooting date is known: choose sales, not popularity")
    notes = []
    if guessed:
        notes.append(f"{guessed:,} frames have no upload date: counted from the exposure or the first sale")
    if none:
        notes.append(f"{none:,} frames have no date at all: taken as long online as the middle one")
        found = np.where(np.isnan(found), np.nanmedian(found), found)
    return found, tuple(notes)


def from_sales(catalogue: Catalogue, judge: Judge, rule: Rule, job: Job) -> Dataset:
    """The frames on sale, by the rule. Raise TooLittle or Cancelled."""
    amounts = sold_amounts(catalogue, rule)
    job.stage("Reading the catalogue")
    stored = queries.embeddings_by_id(catalogue, amounts.frame_ids, judge.backbone.id)
    notes = list(amounts.notes)
    missing = len(amounts.frame_ids) - len(stored)
    if missing:
        notes.append(f"{missing:,} frames on sale have no embedding: scan their shoots again")
    have = [n for n, frame_id in enumerate(amounts.frame_ids) if frame_id in stored]
    if not have:
        raise TooLittle("none of the frames on sale has an embedding: scan their shoots first")
    labels = _classes(amounts.values[have], rule)
    kept = _some(np.flatnonzero(chosen(labels)), notes)
    ids = [amounts.frame_ids[have[n]] for n in kept]
    frames = queries.frames_by_id(catalogue, ids)
    embeddings = np.stack([stored[i] for i in ids]).astype(np.float32)
    series = queries.series_of(catalogue, ids)
    groups = divided(
        [_day(f) for f in frames],
        [series.get(i, []) for i in ids],
        judge.describe(embeddings.astype(np.float16)),
        job,
    )
    values = amounts.values[have][kept]
    return Dataset(
        paths=tuple(f.path for f in frames),
        embeddings=embeddings,
        target=ranks(values),
        positive=labels[kept] == TOP,
        groups=groups.names,
        unseen=groups.unit,
        amounts=values,
        source=f"{len(ids):,} frames on sale",
        rule=describe(amounts.values[have], rule),
        frame_ids=tuple(ids),
        scores=present_scores(judge, embeddings),
        notes=(*notes, groups.note) if groups.note else tuple(notes),
    )


def from_folders(judge: Judge, good: Path, poor: Path, job: Job) -> tuple[Dataset, tuple[Problem, ...]]:
    """The photographs of two folders (P1). Raise LabelError, TooLittle or Cancelled."""
    labelled = labelled_by_folders(good, poor)
    assert labelled.good is not None
    amounts = labelled.good.astype(np.float64)
    return _from_files(
        judge, labelled.paths, amounts, Rule("folders", threshold=0.5), f"{good} against {poor}", (), job
    )


def from_votes(
    judge: Judge, table: Path, scale: tuple[float, float] | None, rule: Rule, job: Job
) -> tuple[Dataset, tuple[Problem, ...]]:
    """The photographs of a table of votes (see `pipeline.evaluate`). Raise LabelError, TooLittle, Cancelled.

    A column `group` keeps photographs together that belong together.
    """
    labelled = labelled_by_votes(table, scale)
    assert labelled.means is not None
    return _from_files(judge, labelled.paths, labelled.means, rule, str(table), labelled.groups, job)


def _from_files(
    judge: Judge,
    paths: Sequence[Path],
    amounts: Values,
    rule: Rule,
    source: str,
    named: Sequence[str],
    job: Job,
) -> tuple[Dataset, tuple[Problem, ...]]:
    labels = _classes(amounts, rule)
    notes: list[str] = []
    wanted = _some(np.flatnonzero(chosen(labels)), notes)
    found = embed_files(judge, [paths[n] for n in wanted], job)
    if not len(found.kept):
        raise TooLittle(f"{source}: none of the {len(wanted):,} photographs can be read")
    kept = wanted[found.kept]
    embeddings = found.embeddings.astype(np.float32)
    series = [[named[n]] if named else [] for n in kept]
    groups = divided(found.days, series, judge.describe(found.embeddings), job)
    data = Dataset(
        paths=tuple(paths[n] for n in kept),
        embeddings=embeddings,
        target=ranks(amounts[kept]),
        positive=labels[kept] == TOP,
        groups=groups.names,
        unseen=groups.unit,
        amounts=amounts[kept],
        source=source,
        rule=describe(amounts, rule),
        scores=present_scores(judge, embeddings),
        notes=(*notes, groups.note) if groups.note else tuple(notes),
    )
    return data, found.problems


def present_scores(judge: Judge, embeddings: NDArray[np.float32]) -> dict[str, NDArray[np.float32]]:
    """What the bundled heads `aesthetic` and `sells` say [N], by their id; a user's own heads have learnt
    from these very frames and would look better than they are."""
    return {
        head.entry.id: np.array([j.value for j in head.judge(embeddings)], dtype=np.float32)
        for head in judge.heads
        if head.entry.name in ("aesthetic", "sells") and not head.entry.version.startswith(OWN)
    }


def _classes(values: Values, rule: Rule) -> NDArray[np.int64]:
    try:
        return classes(values, rule)
    except ValueError as error:
        raise TooLittle(str(error)) from error


def _some(places: NDArray[np.intp], notes: list[str]) -> NDArray[np.intp]:
    if len(places) <= MOST_FRAMES:
        return places
    notes.append(f"a random {MOST_FRAMES:,} of {len(places):,} frames are used")
    return np.sort(np.random.default_rng(0).choice(places, MOST_FRAMES, replace=False))


def _day(frame: Frame) -> date | None:
    return frame.capture.captured_at.date() if frame.capture.captured_at else None
