"""Reading files whole, with what is refused before."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

from aesthcull.photos.problems import PhotoError

MAX_FILE_BYTES = 2_000_000_000
_BLOCK = 1 << 20


def check_size(path: Path, file: BinaryIO) -> None:
    """Raises PhotoError for files that are empty or too large."""
    size = os.fstat(file.fileno()).st_size
    if size == 0:
        raise PhotoError(path, "the file is empty")
    if size > MAX_FILE_BYTES:
        raise PhotoError(path, f"the file is too large ({size / 1e9:.1f} GB)")


def read_through(path: Path) -> None:
    """Have the system read a file, so that what follows does not wait for a slow card."""
    with path.open("rb", buffering=0) as file:
        block = bytearray(_BLOCK)
        while file.readinto(block):
            pass
