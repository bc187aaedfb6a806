"""The frames' files, to be found by name: the exact name first, then the stem, then what copies are called.

Several frames for one name are an answer, too: the user is asked. The exact name does not beat the stem:
IMG_1.jpg on sale may have been exported from another shoot's IMG_1.CR2. Frames that have vanished from the
disk count only where there is no other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from aesthcull.catalogue.matches import NamedFile
from aesthcull.catalogue.records import Candidate, MatchedBy
from aesthcull.exchange.matching.names import Origin, agency_number, origins, words
from aesthcull.photos.naming import fold, parts, stem_of


@dataclass(frozen=True, slots=True)
class Found:
    """Frames of a name, best first. `sure`: one frame, and nothing speaks against it."""

    candidates: tuple[Candidate, ...]
    sure: bool

    @property
    def frame_ids(self) -> tuple[int, ...]:
        return tuple(candidate.frame_id for candidate in self.candidates)


@dataclass(frozen=True, slots=True)
class _File:
    frame_id: int
    name: str  # folded
    path: str
    missing: bool


class NameIndex:
    """All files of the catalogue by stem, and by the stems that they may be copies of."""

    def __init__(self, files: Iterable[NamedFile]) -> None:
        self._by_stem: dict[str, list[_File]] = defaultdict(list)
        self._copies: dict[str, list[tuple[_File, Origin]]] = defaultdict(list)
        self._by_number: dict[str, list[tuple[str, _File]]] = defaultdict(list)
        self._by_words: dict[str, list[_File]] | None = None
        for frame_id, path, missing in files:
            name = fold(re.split(r"[\\/]", path)[-1] if "\\" in path else path.rpartition("/")[2])
            file, stem = _File(frame_id, name, path, missing), stem_of(name)
            self._by_stem[stem].append(file)
            for origin in origins(stem):
                self._copies[origin.stem].append((file, origin))
            number = agency_number(stem)
            if number is not None:
                agency, digits = number
                self._by_number[digits].append((agency, file))

    def named(self, file_name: str) -> Found | None:
        """The frames that an uploaded file's name speaks of; None when there are none."""
        folders, name = parts(file_name)
        stem = stem_of(name)
        same_stem = self._by_stem.get(stem)
        if not same_stem:
            return self._copies_of(stem, folders)
        exact = [file for file in same_stem if file.name == name]
        if not exact:
            return _found("stem", same_stem, folders)
        own = {file.frame_id for file in exact}
        others = [file for file in same_stem if file.frame_id not in own]
        return _found("name", exact, folders, others)

    def catalogued(self, file_name: str) -> Found | None:
        """The frames that a catalogued file's name speaks of: here, the exact name leaves no other choice."""
        folders, name = parts(file_name)
        exact = [file for file in self._by_stem.get(stem_of(name), ()) if file.name == name]
        return _found("name", exact, folders) if exact else self.named(file_name)

    def numbered(self, agency: str, number: str) -> Found | None:
        """The frames whose files are called as this agency calls its asset of this number."""
        plain = fold(agency).replace(" ", "")
        files = [file for name, file in self._by_number.get(number, ()) if name in plain]
        return _found("name", files, ()) if files else None

    def titled(self, title: str) -> Found | None:
        """The frames whose file names consist of a title's words."""
        if self._by_words is None:
            self._by_words = defaultdict(list)
            for stem, files in self._by_stem.items():
                self._by_words[words(stem)] += files
        key = words(title)
        files = self._by_words.get(key, []) if key else []
        return _found("title", files, ()) if files else None

    def _copies_of(self, stem: str, folders: Sequence[str]) -> Found | None:
        """Originals of this name, copies of it, and other copies of the same original."""
        own = origins(stem)
        found = [(file, origin.sure) for origin in own for file in self._by_stem.get(origin.stem, ())]
        found += [(file, copy.sure) for file, copy in self._copies.get(stem, ())]
        for origin in own:
            for file, copy in self._copies.get(origin.stem, ()):
                # sunset-2 and sunset-3 are two photographs; IMG_1234-2 and IMG_1234-3 may be two copies.
                if origin.sure and copy.sure:
                    found.append((file, not (origin.numbered and copy.numbered)))
        if not found:
            return None
        result = _found("edited", [file for file, _ in found], folders)
        chosen = [sure for file, sure in found if file.frame_id in result.frame_ids]
        return replace(result, sure=result.sure and any(chosen))


def _found(
    how: MatchedBy, files: Sequence[_File], folders: Sequence[str], of_stem: Sequence[_File] = ()
) -> Found:
    """The frames of these files, then those of files that have only the stem in common.

    A file of the exact name stays a candidate when it has vanished and only such others are there.
    """
    hows = {file.frame_id: how for file in files} | {file.frame_id: "stem" for file in of_stem}
    known = _present(files) + [file for file in of_stem if not file.missing]
    told = [file for file in known if _lies_in(file.path, folders)] if folders else known
    frame_ids = dict.fromkeys(file.frame_id for file in told or known)
    return Found(tuple(Candidate(i, hows[i]) for i in frame_ids), sure=bool(told) and len(frame_ids) == 1)


def _present(files: Sequence[_File]) -> list[_File]:
    return [file for file in files if not file.missing] or list(files)


def _lies_in(path: str, folders: Sequence[str]) -> bool:
    own, _ = parts(path)
    return own[-len(folders) :] == tuple(folders)
