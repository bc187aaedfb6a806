"""The selection said plainly, frame by frame: what the columns are held against."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from aesthcull.catalogue.column_types import fold
from aesthcull.catalogue.records import PERSON, Frame
from aesthcull.selection import filters as f
from aesthcull.selection.filters import Filter
from aesthcull.selection.order import NAME, NEEDS_DECISION, SIMILARITY, TIME, Order, Stacks

COMPARE = {"at least": int.__ge__, "exactly": int.__eq__, "at most": int.__le__}


def passes(frame: Frame, wanted: Filter, but: str | None = None) -> bool:
    """Whether a frame passes, the criterion `but` left out."""
    words = {k.name for k in frame.keywords if k.source == PERSON or not wanted.accepted}
    kind = "" if frame.series is None else frame.series.kind
    place = f.SINGLE if not kind else f.IN_SERIES if kind == "series" else f.IN_SET
    day = frame.capture.captured_at.date() if frame.capture.captured_at else None
    bounded = wanted.first_day is not None or wanted.last_day is not None
    of_series = wanted.series in (f.ANY_SERIES, place)
    if wanted.series == f.SUGGESTED:
        of_series = place == f.IN_SERIES and _suggested(frame)
    if isinstance(wanted.series, int):
        of_series = frame.series is not None and frame.series.id == wanted.series
    told = {
        "flags": not wanted.flags or (frame.flag or f.UNFLAGGED) in wanted.flags,
        "stars": COMPARE[wanted.how](frame.rating, wanted.stars),
        "labels": not wanted.labels or (frame.label or f.NO_LABEL) in wanted.labels,
        "scores": all(_within(frame, *limits) for limits in wanted.scores),
        "series": of_series,
        "keywords": set(wanted.keywords) <= words and (bool(words) or not wanted.accepted),
        "cameras": not wanted.cameras or (frame.capture.camera or f.UNKNOWN) in wanted.cameras,
        "lenses": not wanted.lenses or (frame.capture.lens or f.UNKNOWN) in wanted.lenses,
        "types": not wanted.types or frame.path.suffix[1:].lower() in wanted.types,
        "days": not bounded
        or (
            day is not None
            and (wanted.first_day is None or day >= wanted.first_day)
            and (wanted.last_day is None or day <= wanted.last_day)
        ),
        "text": all(any(word in text for text in _texts(frame)) for word in fold(wanted.text).split()),
        "only": wanted.only is None or frame.id in wanted.only,
        "problems": not wanted.problems or frame.problem is not None,
    }
    return not frame.missing and all(passed for name, passed in told.items() if name != but)


def arranged(frames: Sequence[Frame], wanted: Filter, order: Order, stacks: Stacks) -> list[int]:
    """The ids shown, in order."""
    shown = [i for i, frame in enumerate(frames) if passes(frame, wanted)]
    stacked: dict[int, list[int]] = {}
    for i in shown:
        place = frames[i].series
        if place is not None and (place.kind == "series" and stacks.collapsed) != (
            place.id in stacks.toggled
        ):
            stacked.setdefault(place.id, []).append(i)
    for members in stacked.values():
        top = _top(frames, members)
        shown = [i for i in shown if i not in members or i == top]
    values = [_value(frames, i, wanted, order.sort) for i in range(len(frames))]
    known = sorted(
        (i for i in shown if values[i] is not None), key=lambda i: values[i], reverse=order.descending
    )
    last = [i for i in shown if values[i] is None]
    if order.sort == TIME:
        last.sort(key=lambda i: fold(frames[i].path.name).encode())
    return [frames[i].id for i in [*known, *last]]


def counted(frames: Sequence[Frame], wanted: Filter, criterion: str, value: Any) -> Counter[Any]:
    """How many frames have each value, which `value` tells of a frame as a set, the criterion left out."""
    return Counter(v for frame in frames if passes(frame, wanted, criterion) for v in value(frame))


def _within(frame: Frame, name: str, low: float | None, high: float | None) -> bool:
    score = frame.scores.get(name)
    return score is not None and (low is None or low <= score.value) and (high is None or score.value <= high)


def _texts(frame: Frame) -> list[str]:
    capture = frame.capture
    folder = str(frame.path.parent).removeprefix("/shoot")
    texts = [frame.path.name, folder, capture.camera or "", capture.lens or ""]
    return [fold(text) for text in [*texts, *(k.name for k in frame.keywords)]]


def _top(frames: Sequence[Frame], members: Sequence[int]) -> int:
    def rank(i: int) -> tuple[int, int]:
        frame = frames[i]
        if _suggested(frame) and frame.flag != "reject":
            return 0, i
        return (1 if frame.flag == "pick" else 2 if _suggested(frame) else 3), i

    return min(members, key=rank)


def _suggested(frame: Frame) -> bool:
    return frame.series is not None and frame.series.suggested


def _instant(frames: Sequence[Frame], frame: Frame) -> datetime | None:
    """By UTC where a frame tells its zone, else by that of the nearest frame that does."""
    moment = frame.capture.captured_at
    if moment is None:
        return None
    timed = sorted((f for f in frames if f.capture.captured_at), key=lambda f: f.capture.captured_at)
    place, zone = timed.index(frame), frame.capture.utc_offset
    if zone is None:
        before = [f.capture for f in timed[:place] if f.capture.utc_offset is not None][-1:]
        after = [f.capture for f in timed[place:] if f.capture.utc_offset is not None][:1]
        near = sorted(before + after, key=lambda c: abs(c.captured_at - moment))
        zone = near[0].utc_offset if near else 0
    return moment - timedelta(minutes=zone)


def _value(frames: Sequence[Frame], index: int, wanted: Filter, sort: str) -> Any:
    frame = frames[index]
    if sort == TIME:
        return _instant(frames, frame)
    if sort == NAME:
        return fold(frame.path.name)
    if sort == SIMILARITY:
        return wanted.only.index(frame.id) if wanted.only and frame.id in wanted.only else None
    if sort == NEEDS_DECISION:
        return _need(frames, frame, index)
    return frame.scores[sort].value if sort in frame.scores else None


def _undecided(frame: Frame) -> bool:
    return not frame.missing and frame.flag is None and frame.rating == 0


def _need(frames: Sequence[Frame], frame: Frame, index: int) -> tuple[int, float, int, int] | None:
    if not _undecided(frame):
        return None
    if frame.series is not None and frame.series.kind == "series":
        all_of_it = [x for x in frames if x.series is not None and x.series.id == frame.series.id]
        others = [x for x in all_of_it if _undecided(x)]
        if len(others) > 1 and not any(x.flag == "pick" for x in all_of_it):
            best = sorted(
                (x.scores["aesthetic"].value for x in others if "aesthetic" in x.scores), reverse=True
            )
            gap = best[0] - best[1] if len(best) > 1 else math.inf
            return (0, gap, frame.series.id, index)
    known = [x.scores["aesthetic"].value for x in frames if _undecided(x) and "aesthetic" in x.scores]
    score = frame.scores.get("aesthetic")
    return (1, math.inf if score is None else abs(score.value - median(known)), -1, index)
