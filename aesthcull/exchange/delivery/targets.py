"""Which names the files of a frame get: one stem for all of them, that no other frame has.

Names are unique whatever their case, and by the stem alone: a JPEG that came to stand beside another frame's
RAW of the same stem would be taken for that frame.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from aesthcull.exchange.delivery.settings import Collisions
from aesthcull.exchange.delivery.transfer import same_content
from aesthcull.photos.folding import folded
from aesthcull.photos.naming import fold
from aesthcull.photos.walk import SIDECAR_SUFFIX


class Taken(Exception):
    """A frame whose name is taken at the destination, and that is not to get another."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: {reason}")


@dataclass
class Named:
    """What becomes of a frame's files: targets by source, and those that stand there already."""

    targets: dict[Path, Path] = field(default_factory=dict)
    present: list[Path] = field(default_factory=list)


@dataclass
class Names:
    """The names that are taken: by what stands in the folders, by what this delivery will put there, and
    `reserved` ones (frames that the catalogue knows there although their files are gone)."""

    collisions: Collisions
    check: Callable[[], None]
    reserved: Iterable[Path] = ()
    _planned: dict[tuple[str, str], tuple[Path, str]] = field(default_factory=dict)
    _used: set[str] = field(default_factory=set)
    _standing: dict[str, dict[str, list[Path]]] = field(default_factory=dict)

    def name(self, sources: Sequence[Path], folder: Path, stem: str) -> Named:
        """Find the names of one frame's files, the first of them the one that is shown. Raises Taken, OSError
        when the folder cannot be listed, and what `check` raises."""
        origin = (sources[0].parent, fold(sources[0].stem))
        standing = self._in(folder)
        for number in count(1):
            tried = stem if number == 1 else f"{stem}_{number}"
            key = (fold(str(folder)), fold(tried))
            targets = renamed(sources, folder, tried)
            paths = {fold(str(target)) for target in targets.values()}
            if all(source == target for source, target in targets.items()):  # it is where it shall be
                self._used |= paths
                return Named(present=list(sources))
            # Frames that had one stem before, as a JPEG and its TIFF, may have one again.
            free = self._planned.setdefault(key, origin) == origin and self._used.isdisjoint(paths)
            named = self._beside(targets, standing.get(fold(tried), [])) if free else None
            if named is not None:
                self._used |= paths
                return named
            if self.collisions == "refuse":
                raise Taken(folder / tried, "a frame of this name is there already")
        raise AssertionError  # there is always a number

    def _beside(self, targets: dict[Path, Path], there: Sequence[Path]) -> Named | None:
        """What is to be done where these files stand under the stem already; None: it is another frame's."""
        if not there:
            return Named(targets)
        standing = {fold(path.name): path for path in there}
        named = Named()
        for source, target in targets.items():
            known = standing.get(fold(target.name))
            if known is None:
                named.targets[source] = target
            elif self._is_present(source, known):
                named.present.append(source)
            else:
                return None
        return named if named.present else None

    def _is_present(self, source: Path, known: Path) -> bool:
        try:
            if source.samefile(known):
                return True
            return self.collisions == "skip" and same_content(source, known, self.check)
        except OSError:  # it cannot be read, or only the catalogue knows it
            return False

    def _in(self, folder: Path) -> dict[str, list[Path]]:
        """What stands in a folder, by folded stem."""
        place = fold(str(folder))
        if place not in self._standing:
            found: dict[str, list[Path]] = defaultdict(list)
            paths = list(folder.iterdir()) if folder.is_dir() else []
            paths += [path for path in self.reserved if path.parent == folder]
            for path in dict.fromkeys(paths):
                for stem in _stems(path.name):
                    found[fold(stem)].append(path)
            self._standing[place] = found
        return self._standing[place]


def renamed(sources: Sequence[Path], folder: Path, stem: str) -> dict[Path, Path]:
    """A frame's targets when it is called `stem`: IMG_1.CR2.xmp of IMG_1 becomes stem.CR2.xmp."""
    old = sources[0].stem
    targets: dict[Path, Path] = {}
    used: set[str] = set()
    for source in sources:
        rest = _behind(source.name, old) or source.suffix
        name = next(
            tried
            for number in count(1)
            if fold(tried := f"{stem}{rest}" if number == 1 else f"{stem}_{number}{rest}") not in used
        )
        used.add(fold(name))
        targets[source] = folder / name
    return targets


def _behind(name: str, stem: str) -> str:
    """What stands behind the stem, which may be written otherwise (img_1; an accent of its own)."""
    lengths = range(len(stem) // 2, len(name))
    return next((name[n:] for n in lengths if name[n] == "." and folded(name[:n]) == folded(stem)), "")


def _stems(name: str) -> set[str]:
    """The stems of frames to which a file of this name may belong."""
    path = Path(name)
    return {path.stem, Path(path.stem).stem} if path.suffix.lower() == SIDECAR_SUFFIX else {path.stem}
