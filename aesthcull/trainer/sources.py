"""Where labelled frames come from: the user's sales, two folders, or a table of votes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aesthcull.catalogue import queries, sales, sales_reports, scores
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
from aesthcull.vision.judge import Judge, Model
from aesthcull.vision.providers import CPU, Provider
from aesthcull.vision.registry import ModelError

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


def sold_amounts(
    catalogue: Catalogue, rule: Rule, backbone: str | None = None, today: date | None = None
) -> Amounts:
    """The rule's quantity for every frame on sale; with `backbone` (its id), for those that it embedded.

    Raise TooLittle when there are none.
    """
    sold = sales.sold_frames(catalogue)
    if not sold:
        raise TooLittle("no frame is known to be on sale: import a sales report, then match its assets")
    notes: tuple[str, ...] = ()
    if backbone is not None:
        sold, notes = _embedded(catalogue, sold, backbone)
    if rule.quantity == "earnings":
        found = _earnings(sold, with_currency(catalogue, rule).currency or "")
    elif rule.quantity == "popularity":
        found = _popularity(catalogue, sold, today)
    else:
        counts = np.array([frame.sales for frame in sold], dtype=np.float64)
        found = Amounts(tuple(frame.frame_id for frame in sold), counts)
    return replace(found, notes=notes + found.notes)


def with_currency(catalogue: Catalogue, rule: Rule) -> Rule:
    """The rule with its currency where it left that open: the most frequent one. Raise TooLittle."""
    if rule.quantity != "earnings":
        return rule
    known = currencies(sales.sold_frames(catalogue))
    if not known:
        raise TooLittle("the sales reports tell no earnings")
    wanted = (rule.currency or known[0]).upper()
    if wanted not in known:
        raise TooLittle(f"no earnings in {wanted}; there are {', '.join(known)}")
    return replace(rule, currency=wanted)


def _embedded(
    catalogue: Catalogue, sold: Sequence[SoldFrame], backbone: str
) -> tuple[list[SoldFrame], tuple[str, ...]]:
    having = set(scores.frames_with_embedding(catalogue, backbone))
    kept = [frame for frame in sold if frame.frame_id in having]
    if not kept:
        raise TooLittle("none of the frames on sale has an embedding: scan their shoots first")
    left = len(sold) - len(kept)
    return kept, (f"{left:,} frames on sale have no embedding: scan their shoots again",) if left else ()


def currencies(sold: Sequence[SoldFrame]) -> list[str]:
    """The currencies of the earnings, the one with the most frames first."""
    found: dict[str, int] = {}
    for frame in sold:
        for currency in frame.earnings:
            found[currency] = found.get(currency, 0) + 1
    return sorted(found, key=lambda c: (-found[c], c))


def _earnings(sold: Sequence[SoldFrame], currency: str) -> Amounts:
    # A frame that earned in other currencies only would count as one that earned nothing.
    kept = [frame for frame in sold if currency in frame.earnings or not frame.earnings]
    left = len(sold) - len(kept)
    notes = (f"{left:,} frames earned in other currencies than {currency} only: left out",) if left else ()
    values = np.array([frame.earnings.get(currency, 0.0) for frame in kept])
    return Amounts(tuple(frame.frame_id for frame in kept), values, notes)


def _popularity(catalogue: Catalogue, sold: Sequence[SoldFrame], today: date | None) -> Amounts:
    """Counted to the day of the newest report: what was sold after it is not known."""
    told = today or sales_reports.newest_told(catalogue) or date.today()
    known = [frame for frame in sold if frame.online_since is None or frame.online_since < told]
    if not known:
        raise TooLittle(f"all frames were uploaded after {told:%Y-%m-%d}, the day of the newest report")
    days, notes = _days_online(catalogue, known, told)
    later = len(sold) - len(known)
    if later:
        notes += (f"{later:,} frames were uploaded after the newest report: left out",)
    counts = np.array([frame.sales for frame in known], dtype=np.float64)
    return Amounts(tuple(frame.frame_id for frame in known), popularity(counts, days), notes)


def _days_online(
    catalogue: Catalogue, sold: Sequence[SoldFrame], until: date
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
        days.append(max(0, (until - since).days) if since is not None else np.nan)
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
    job.stage("Reading the catalogue")
    amounts = sold_amounts(catalogue, rule, judge.backbone.id)
    notes = list(amounts.notes)
    labels = _classes(amounts.values, rule)
    kept = _some(np.flatnonzero(chosen(labels)), notes)
    ids = [amounts.frame_ids[n] for n in kept]
    stored = queries.embeddings_by_id(catalogue, ids, judge.backbone.id)
    frames = queries.frames_by_id(catalogue, ids)
    embeddings = np.stack([stored[i] for i in ids]).astype(np.float32)
    series = queries.series_of(catalogue, ids)
    groups = divided(
        [_day(f) for f in frames],
        [series.get(i, []) for i in ids],
        judge.describe(embeddings.astype(np.float16)),
        job,
    )
    values = amounts.values[kept]
    bundled, remarks = present_scores(judge, embeddings)
    return Dataset(
        paths=tuple(f.path for f in frames),
        embeddings=embeddings,
        target=ranks(values),
        positive=labels[kept] == TOP,
        groups=groups.names,
        unseen=groups.unit,
        amounts=values,
        source=f"{len(ids):,} frames on sale",
        rule=describe(amounts.values, with_currency(catalogue, rule)),
        frame_ids=tuple(ids),
        scores=bundled,
        notes=(*notes, *remarks, *filter(None, (groups.note,))),
    )


def from_folders(judge: Judge, good: Path, poor: Path, job: Job) -> tuple[Dataset, tuple[Problem, ...]]:
    """The photographs of two folders (P1). Raise LabelError, TooLittle or Cancelled."""
    labelled = labelled_by_folders(good, poor)
    if len(set(labelled.paths)) < len(labelled.paths):
        raise TooLittle(f"{good} and {poor}: the same photographs are in both folders")
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
        first = found.problems[0]
        raise TooLittle(
            f"{source}: none of the {len(wanted):,} photographs can be read; "
            f"the first problem: {first.path}: {first.reason}"
        )
    kept = wanted[found.kept]
    embeddings = found.embeddings.astype(np.float32)
    series = [[named[n]] if named else [] for n in kept]
    groups = divided(found.days, series, judge.describe(found.embeddings), job)
    bundled, remarks = present_scores(judge, embeddings)
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
        scores=bundled,
        notes=(*notes, *remarks, *filter(None, (groups.note,))),
    )
    return data, found.problems


def present_scores(
    judge: Judge, embeddings: NDArray[np.float32]
) -> tuple[dict[str, NDArray[np.float32]], tuple[str, ...]]:
    """What the bundled heads `aesthetic` and `sells` say [N], by their id, and a remark on each that is
    damaged.

    Also where a user's own head is in use under their name: that has learnt from these very frames and would
    look better than it is.
    """
    found, notes = {}, []
    for entry in judge.registry.bundled():
        if entry.name not in ("aesthetic", "sells") or entry.backbone != judge.backbone.id:
            continue
        try:
            head = Model(entry, Provider(CPU))
        except ModelError as error:
            notes.append(f"not compared with {entry.id}: {error}")
        else:
            found[entry.id] = head.scores(embeddings)[0]
    return found, tuple(notes)


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
