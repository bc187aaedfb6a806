"""What grouping and the choice of a suggested frame need to know of frames, read from the catalogue."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from aesthcull.catalogue import tables as t
from aesthcull.catalogue.chunks import chunks
from aesthcull.catalogue.instants import in_one_zone
from aesthcull.catalogue.store import Catalogue
from aesthcull.series.frames import Exposure, SeriesFrame
from aesthcull.vision import technical

# Technical measures that SeriesFrame calls by the name that they are stored under.
MEASURES = (
    "sharpness",
    "brightness",
    "highlights",
    "white_point",
    "noise",
    "compression",
    "colour_cast",
    "motion_blur",
    "tilt",
)
SUGGEST_BY = ("aesthetic", "quality")  # the models' scores that the choice of the suggested frame rests on
_FRAME = ("id", "path", "captured_at", "utc_offset", "camera", "exposure_time", "f_number", "iso")


def series_frames(catalogue: Catalogue, ids: Sequence[int]) -> list[SeriesFrame]:
    """These frames, in the order of the ids."""
    with catalogue.read() as connection:
        return read_series_frames(connection, ids)


def read_series_frames(connection: sa.Connection, ids: Sequence[int]) -> list[SeriesFrame]:
    """`series_frames` as a part of a larger transaction."""
    rows: dict[int, Any] = {}
    scores: dict[int, dict[str, float]] = {}
    for chunk in chunks(ids):
        query = sa.select(*(t.frame.c[name] for name in (*_FRAME, "exposure_bias", "focal_length")))
        rows.update({row.id: row for row in connection.execute(query.where(t.frame.c.id.in_(chunk)))})
        for row in connection.execute(_scores(chunk)):
            scores.setdefault(row.frame_id, {})[row.name] = row.value
    moments = moments_of([rows[i] for i in ids])
    return [_series_frame(rows[i], moment, scores.get(i, {})) for i, moment in zip(ids, moments, strict=True)]


def moments_of(rows: Sequence[Any]) -> list[datetime | None]:
    """When frames were taken, by one clock for all of them; the rows have `captured_at` and `utc_offset`."""
    return in_one_zone([row.captured_at for row in rows], [row.utc_offset for row in rows])


def log_odds(probability: float) -> float:
    """In which equal steps are equally visible; certainty stays finite."""
    kept = min(max(probability, 1e-6), 1 - 1e-6)
    return math.log(kept / (1 - kept))


def _scores(ids: list[int]) -> sa.Select[tuple[int, str, float]]:
    """Measures of an older version are on another scale: unknown, rather than compared with present ones."""
    c, model = t.score.c, t.model.c
    present = sa.and_(
        c.name.in_((*MEASURES, "exposure")),
        model.name == technical.NAME,
        model.version == str(technical.VERSION),
    )
    return (
        sa.select(c.frame_id, c.name, c.value)
        .join(t.model, model.id == c.model_id)
        .where(c.frame_id.in_(ids), sa.or_(c.name.in_(SUGGEST_BY), present))
    )


def _series_frame(row: Any, moment: datetime | None, scores: dict[str, float]) -> SeriesFrame:
    quality = scores.get("quality")
    return SeriesFrame(
        key=str(row.path),
        captured_at=moment,
        camera=row.camera,
        exposure=Exposure(row.exposure_time, row.f_number, row.iso, row.exposure_bias),
        focal_length=row.focal_length,
        exposure_score=scores.get("exposure"),
        aesthetic=scores.get("aesthetic"),
        quality=None if quality is None else log_odds(quality),
        **{name: scores.get(name) for name in MEASURES},
    )
