"""The frames' files, to be found by name: the exact name first, then the stem, then what copies are called.

Several frames for one name are an answer, too: the user is asked. Frames that have vanished from the disk
count only where there is no other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aesthcull.catalogue.matches import NamedFile
from aesthcull.catalogue.records import MatchedBy
from aesthcull.exchange.matching.names import Origin, agency_number, origins, words
from aesthcull.photos.naming import fold, parts, stem_of


@dataclass(frozen=True, slots=True)
class Found:
    """Frames of a name, best first. `sure`: one frame, and nothing speaks against it."""

    how: MatchedBy
    frame_ids: tuple[int, ...]
    sure: bool


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
        self._by_number: dict[tuple[str, str], list[_File]] = defaultdict(list)
        self._by_words: dict[str, list[_File]] | None = None
        for frame_id, path, missing in files:
            name = fold(re.split(r"[\\/]", path)[-1] if "\\" in path else path.rpartition("/")[2])
            file, stem = _File(frame_id, name, path, missing), stem_of(name)
            self._by_stem[stem].append(file)
            for origin in origins(stem):
                self._copies[origin.stem].append((file, origin))
            number = agency_number(stem)
            if number is not None:
                self._by_number[number].append(file)

    def named(self, file_name: str) -> Found | None:
        """The frames that an uploaded file's name speaks of; None when there are none."""
        folders, name = parts(file_name)
        stem = stem_of(name)
        same_stem = self._by_stem.get(stem, [])
        exact = [file for file in same_stem if file.name == name]
        if exact:
            return _found("name", exact, folders)
        if same_stem:
            return _found("stem", same_stem, folders)
        return self._copies_of(stem, folders)

    def numbered(self, agency: str, number: str) -> Found | None:
        """The frames whose files are called as this agency calls its asset of this number."""
        plain = fold(agency).replace(" ", "")
        for (name, of), files in self._by_number.items() if self._by_number else ():
            if of == number and name in plain:
                return _found("name", files, ())
        return None

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
        return Found("edited", result.frame_ids, result.sure and any(chosen))


def _found(how: MatchedBy, files: Sequence[_File], folders: Sequence[str]) -> Found:
    present = [file for file in files if not file.missing] or files
    told = [file for file in present if _lies_in(file.path, folders)] if folders else present
    frame_ids = tuple(dict.fromkeys(file.frame_id for file in told or present))
    return Found(how, frame_ids, sure=bool(told) and len(frame_ids) == 1)


def _lies_in(path: str, folders: Sequence[str]) -> bool:
    own, _ = parts(path)
    return own[-len(folders) :] == tuple(folders)
