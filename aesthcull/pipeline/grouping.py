"""From the catalogue's embeddings to series, and back into the catalogue."""

from __future__ import annotations

from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from aesthcull.catalogue import queries, scanning
from aesthcull.catalogue.records import Shoot
from aesthcull.catalogue.series_frames import series_frames
from aesthcull.catalogue.series_standing import NewSeries, store_found
from aesthcull.catalogue.store import Catalogue
from aesthcull.job import Job
from aesthcull.series.grouping import group
from aesthcull.series.signature import SIGNATURE_BYTES
from aesthcull.vision.judge import Judge
from aesthcull.vision.registry import Registry


def group_shoot(catalogue: Catalogue, shoot: Shoot, judge: Judge, job: Job) -> list[int]:
    """Find the shoot's series anew; the photographer's edits of them stay in force.

    Returns the ids of the frames that are, or were, in a series that changed.
    """
    job.stage("Grouping near-duplicates")
    return sorted(store_found(catalogue, shoot, _found(catalogue, shoot, judge, job)))


def regroup(catalogue: Catalogue, registry: Registry, shoot: Shoot, job: Job) -> list[int]:
    """`group_shoot` outside of a scan, where frames' times have changed. Raises ModelError, CatalogueError
    and Cancelled; then the next scan does it."""
    changed = group_shoot(catalogue, shoot, Judge(registry), job)
    scanning.set_scanned(catalogue, shoot, datetime.now())
    return changed


def _found(catalogue: Catalogue, shoot: Shoot, judge: Judge, job: Job) -> list[NewSeries]:
    ids, embeddings = queries.embeddings_of(catalogue, shoot, judge.backbone.id)
    if not ids:
        return []
    found = group(series_frames(catalogue, ids), judge.describe(embeddings), _signatures(catalogue, ids), job)
    return [
        NewSeries(
            kind=s.kind,
            frame_ids=tuple(ids[m] for m in s.members),
            suggested_id=None if s.suggested is None else ids[s.suggested],
            reasons=s.reasons,
        )
        for s in found
    ]


def _signatures(catalogue: Catalogue, ids: list[int]) -> NDArray[np.uint8] | None:
    stored = queries.signatures_of(catalogue, ids)
    if any(len(stored.get(i, b"")) != SIGNATURE_BYTES for i in ids):
        return None
    joined = np.frombuffer(b"".join(stored[i] for i in ids), dtype=np.uint8)
    return joined.reshape(len(ids), SIGNATURE_BYTES)
