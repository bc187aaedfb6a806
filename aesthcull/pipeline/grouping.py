"""From the catalogue's embeddings to series, and back into the catalogue."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from aesthcull.catalogue import queries, scanning
from aesthcull.catalogue.records import Frame, Shoot
from aesthcull.catalogue.scanning import NewSeries
from aesthcull.catalogue.store import Catalogue
from aesthcull.job import Job
from aesthcull.series.frames import Exposure, SeriesFrame
from aesthcull.series.grouping import group
from aesthcull.series.signature import SIGNATURE_BYTES
from aesthcull.vision import technical
from aesthcull.vision.judge import Judge

_MEASURED_BY = f"{technical.NAME}@{technical.VERSION}"
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


def group_shoot(catalogue: Catalogue, shoot: Shoot, judge: Judge, job: Job) -> list[int]:
    """Find the shoot's series anew. Returns the ids of the frames that are, or were, in a series."""
    job.stage("Grouping near-duplicates")
    ids, embeddings = queries.embeddings_of(catalogue, shoot, judge.backbone.id)
    frames = {frame.id: frame for frame in queries.frames_of(catalogue, shoot)}
    touched = {frame.id for frame in frames.values() if frame.series is not None}
    if not ids:
        scanning.replace_series(catalogue, shoot, [])
        return sorted(touched)
    found = group(
        [_series_frame(frames[i]) for i in ids],
        judge.describe(embeddings),
        _signatures(catalogue, ids),
        job,
    )
    series = [
        NewSeries(
            kind=s.kind,
            frame_ids=tuple(ids[m] for m in s.members),
            suggested_id=None if s.suggested is None else ids[s.suggested],
            reasons=s.reasons,
        )
        for s in found
    ]
    scanning.replace_series(catalogue, shoot, series)
    touched.update(frame_id for s in series for frame_id in s.frame_ids)
    return sorted(touched)


def log_odds(probability: float) -> float:
    """In which equal steps are equally visible; certainty stays finite."""
    kept = min(max(probability, 1e-6), 1 - 1e-6)
    return math.log(kept / (1 - kept))


def _signatures(catalogue: Catalogue, ids: list[int]) -> NDArray[np.uint8] | None:
    stored = queries.signatures_of(catalogue, ids)
    if any(len(stored.get(i, b"")) != SIGNATURE_BYTES for i in ids):
        return None
    joined = np.frombuffer(b"".join(stored[i] for i in ids), dtype=np.uint8)
    return joined.reshape(len(ids), SIGNATURE_BYTES)


def _series_frame(frame: Frame) -> SeriesFrame:
    capture = frame.capture
    aesthetic, quality = frame.scores.get("aesthetic"), frame.scores.get("quality")
    # Measures of an older version are on another scale: unknown, rather than compared with the present ones.
    measured = {n: s.value for n, s in frame.scores.items() if s.model == _MEASURED_BY}
    return SeriesFrame(
        key=str(frame.path),
        captured_at=capture.captured_at,
        camera=capture.camera,
        exposure=Exposure(capture.exposure_time, capture.f_number, capture.iso, capture.exposure_bias),
        exposure_score=measured.get("exposure"),
        aesthetic=aesthetic.value if aesthetic else None,
        quality=log_odds(quality.value) if quality else None,
        **{name: measured.get(name) for name in MEASURES},
    )
