"""Where sidecars are not written unasked: memory cards, which belong to the camera, and what is read-only."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

from aesthcull.photos.cards import Volume, is_on_card, volumes

Refusing = Callable[[Path], str | None]


def refusing(*, everywhere: bool) -> Refusing:
    """Says of a sidecar why it is not written where it lies; None where it is."""
    mounted: Sequence[Volume] = () if everywhere else volumes()
    folders: dict[Path, str | None] = {}

    def reason(path: Path) -> str | None:
        if everywhere:
            return None
        if path.parent not in folders:
            folders[path.parent] = _refusal(path.parent, mounted)
        if folders[path.parent] is None and path.exists() and _is_read_only(path):
            return "the file is read-only"
        return folders[path.parent]

    return reason


def _refusal(folder: Path, mounted: Sequence[Volume]) -> str | None:
    if is_on_card(folder.resolve(), mounted):
        return "it lies on a memory card, to which nothing is written unasked"
    return "its folder is read-only" if _is_read_only(folder) else None


def _is_read_only(path: Path) -> bool:
    """Also for an administrator, whom the system would let."""
    return not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(
        path, os.W_OK
    )
