"""One program at one delivery at a time."""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from aesthcull.catalogue.store import Catalogue
from aesthcull.exchange.delivery.settings import DeliveryError
from aesthcull.photos.problems import os_reason


@contextlib.contextmanager
def alone(catalogue: Catalogue, delivery_id: int) -> Iterator[None]:
    """Keep others from this delivery: two at it would write the same files. Raises DeliveryError."""
    name = hashlib.sha256(f"{catalogue.name}|{delivery_id}".encode("utf-8", "surrogateescape")).hexdigest()
    lock = FileLock(Path(tempfile.gettempdir()) / f"aesthcull-delivery-{name[:20]}.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise DeliveryError(f"another aesthcull is at work on delivery {delivery_id}") from error
    except OSError as error:
        raise DeliveryError(f"{lock.lock_file}: {os_reason(error)}") from error
    try:
        yield
    finally:
        lock.release()
