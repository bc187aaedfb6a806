"""Ingests that were cut short and that a later one of the same card has made needless."""

from __future__ import annotations

import contextlib
from collections.abc import Collection
from itertools import groupby
from pathlib import Path

from aesthcull.catalogue import deliveries
from aesthcull.catalogue.deliveries import Delivery, JournalFile
from aesthcull.catalogue.store import Catalogue
from aesthcull.exchange.delivery.alone import alone
from aesthcull.exchange.delivery.carrying import UNFINISHED, Stopped, settle
from aesthcull.exchange.delivery.legs import Carrier
from aesthcull.exchange.delivery.settings import DeliveryError, DeliverySettings, mark_of, settings_of
from aesthcull.job import Job
from aesthcull.photos.thumbnails import ThumbnailCache


def close_older(
    catalogue: Catalogue, thumbnails: ThumbnailCache, new: DeliverySettings, here: Collection[Path], job: Job
) -> None:
    """After a whole ingest `new`, by which the card's files `here` are on this machine: older ones of which
    nothing is left to bring are closed, and what was written on the way is removed. Another card that stood
    at the same place, or a backup that the new one did not fill, keeps the older one open. Raises Cancelled,
    CatalogueError."""
    if new.kind != "ingest":
        return
    known = set(here)
    for found in deliveries.deliveries(catalogue):
        old = settings_of(found)
        if (found.kind, found.state, old.root) != ("ingest", "open", new.root):
            continue
        if old.backup not in (None, new.backup):
            continue
        with contextlib.suppress(DeliveryError, Stopped), alone(catalogue, found.id):  # else it is at work
            files = deliveries.files_of(catalogue, found.id)
            if all(_is_here(file, known) for file in files if file.state in UNFINISHED):
                _close(Carrier(catalogue, thumbnails, mark_of(found), old.kind, job), found, files)


def _is_here(file: JournalFile, known: set[Path]) -> bool:
    try:
        status = file.source.stat()
    except OSError:
        return False
    same = (status.st_size, status.st_mtime_ns) == (file.size, file.mtime_ns)
    return same and file.source in known


def _close(carrier: Carrier, found: Delivery, files: list[JournalFile]) -> None:
    settled: list[JournalFile] = []
    for _, group in groupby(files, key=lambda file: file.together):
        settled += settle(carrier, list(group))
    stands = any(file.state in ("done", "present") for file in settled)
    deliveries.set_state(carrier.catalogue, found.id, "done" if stands else "undone")
