"""Reading files whole, with what is refused before."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from aesthcull.photos.problems import PhotoError

MAX_FILE_BYTES = 2_000_000_000
_BLOCK = 1 << 20
_PIECE = 16 * _BLOCK


def check_size(path: Path, file: BinaryIO) -> None:
    """Raises PhotoError for files that are empty or too large."""
    size = os.fstat(file.fileno()).st_size
    if size == 0:
        raise PhotoError(path, "the file is empty")
    if size > MAX_FILE_BYTES:
        raise PhotoError(path, f"the file is too large ({size / 1e9:.1f} GB)")


def read_through(path: Path) -> Iterator[None]:
    """Have the system read a file; stops before each piece of it."""
    with path.open("rb", buffering=0) as file:
        block = bytearray(_BLOCK)
        yield
        while file.readinto(block):
            if file.tell() % _PIECE == 0:
                yield
