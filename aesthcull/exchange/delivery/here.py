"""Which of a card's frames are on this machine already. A frame is judged as a whole: brought without its
JPEG or its voice memo, which may stand elsewhere, it would be torn apart.

The catalogue knows pictures, and ingests what they brought; what else is of a frame is looked for beside its
pictures, by the name that it would have there.
"""

from __future__ import annotations

import contextlib
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from aesthcull.catalogue import queries
from aesthcull.catalogue.store import Catalogue
from aesthcull.exchange.delivery.known import Known
from aesthcull.exchange.delivery.targets import renamed
from aesthcull.exchange.delivery.transfer import same_content
from aesthcull.job import Job
from aesthcull.photos.companions import is_edited
from aesthcull.photos.naming import fold
from aesthcull.photos.walk import FrameFile

Group = Sequence[FrameFile]
_ALL_SHOOTS = 1_000_000


class Here:
    """Finds frames' files. `older`: sidecars of the card that say something else than those here."""

    def __init__(self, known: Known, job: Job) -> None:
        self.older: set[Path] = set()
        self._known = known
        self._job = job
        self._listed: dict[Path, dict[str, Path]] = {}

    def places(
        self, group: Group, *, below: Path | None = None, but: Iterable[Path] = ()
    ) -> dict[FrameFile, list[Path]]:
        """Where each of a frame's files stands, as far as it does. Raises as `Known.places`."""
        found = {file: self._known.places(file, below=below, but=but) for file in group}
        known = {file: places for file, places in found.items() if places}
        return {file: places or self._beside(file, group, known) for file, places in found.items()}

    def _beside(self, file: FrameFile, group: Group, known: Mapping[FrameFile, Sequence[Path]]) -> list[Path]:
        paths = [other.path for other in group]
        for main, places in known.items():
            others = [path for path in paths if path != main.path]
            for place in places:
                name = renamed([main.path, *others], place.parent, place.stem)[file.path].name
                there = self._in(place.parent).get(fold(name))
                if there is not None and self._is_same(file, there):
                    return [there]
        return []

    def _is_same(self, file: FrameFile, there: Path) -> bool:
        with contextlib.suppress(OSError):
            if same_content(file.path, there, self._job.check):
                return True
            if is_edited(file.path) and there.stat().st_size:  # it is written to be edited
                self.older.add(file.path)
                return True
        return False

    def _in(self, folder: Path) -> dict[str, Path]:
        """What stands in a folder, by folded name."""
        if folder not in self._listed:
            self._listed[folder] = {}
            with contextlib.suppress(OSError):
                self._listed[folder] = {fold(path.name): path for path in folder.iterdir()}
        return self._listed[folder]


def gathered(catalogue: Catalogue, destination: Path, paths: Iterable[Path]) -> list[tuple[Path, int]]:
    """The folders in which these frames are to be found, and how many, the most first: of each shoot, and of
    the destination, the innermost that holds its frames."""
    shoots = queries.recent_shoots(catalogue, _ALL_SHOOTS)
    roots = sorted({destination, *(shoot.path for shoot in shoots)}, key=lambda root: len(root.parts))
    by_root: dict[Path, Counter[Path]] = defaultdict(Counter)
    for folder, number in Counter(path.parent for path in paths).items():
        root = next((root for root in roots if folder.is_relative_to(root)), folder)
        by_root[root][folder] += number
    found = [(Path(os.path.commonpath(folders)), folders.total()) for folders in by_root.values()]
    return sorted(found, key=lambda each: (-each[1], each[0]))
