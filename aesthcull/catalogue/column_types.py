"""What columns are made of: coded texts, and the tables with rows of their own beside those of the frames."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Texts = NDArray[np.object_]  # of str
NO_NUMBER = -(2**31)  # stands for none among whole numbers


def fold(text: str) -> str:
    """A text without case and accents, for searching and sorting by name."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()


class RowIndex:
    """Finds the rows of frames by their ids [N]."""

    def __init__(self, ids: NDArray[np.int64]) -> None:
        self.ids = ids
        self._order = np.argsort(ids)
        self._sorted = ids[self._order]

    def rows(self, ids: Sequence[int] | NDArray[np.int64]) -> NDArray[np.int64]:
        """The rows of these frames [len(ids)], −1 for those that are not there."""
        wanted = np.asarray(ids, dtype=np.int64)
        if not len(self.ids):
            return np.full(len(wanted), -1, dtype=np.int64)
        place = np.minimum(np.searchsorted(self._sorted, wanted), len(self.ids) - 1)
        found: NDArray[np.int64] = np.where(self._sorted[place] == wanted, self._order[place], -1)
        return found


@dataclass(slots=True)
class Coded:
    """Texts that many rows share: `codes` [N] into `values`, −1 for none."""

    values: list[str]
    codes: NDArray[np.int32]

    @classmethod
    def of(cls, texts: Iterable[str | None]) -> Coded:
        """The texts in coded form."""
        known: dict[str, int] = {}
        codes = [-1 if text is None else known.setdefault(text, len(known)) for text in texts]
        return cls(list(known), np.array(codes, dtype=np.int32))

    @classmethod
    def none(cls, count: int) -> Coded:
        """`count` rows without a text."""
        return cls([], np.full(count, -1, dtype=np.int32))

    def at(self, index: int) -> str | None:
        """The text of a row."""
        code = self.codes.item(index)
        return None if code < 0 else self.values[code]

    def code(self, text: str) -> int:
        """The code of a text, which is added when new."""
        if text not in self.values:
            self.values.append(text)
        return self.values.index(text)


@dataclass(slots=True)
class ScoreColumn:
    """One score of all frames: NaN where a frame has none, or no spread."""

    values: NDArray[np.float32]
    spreads: NDArray[np.float32]
    model: Coded

    @classmethod
    def empty(cls, count: int) -> ScoreColumn:
        """The score of `count` frames that have none."""
        values, spreads = np.full((2, count), np.nan, dtype=np.float32)
        return cls(values, spreads, Coded.none(count))


@dataclass(slots=True)
class SeriesColumns:
    """Where each frame stands in its series. `reasons`, by series id, are why its suggested frame is."""

    id: NDArray[np.int64]
    kind: Coded
    size: NDArray[np.int32]
    position: NDArray[np.int32]
    suggested: NDArray[np.bool_]
    reasons: dict[int, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def empty(cls, count: int) -> SeriesColumns:
        """`count` frames in no series."""
        size, position = np.zeros((2, count), dtype=np.int32)
        ids = np.full(count, -1, dtype=np.int64)
        return cls(ids, Coded.none(count), size, position, np.zeros(count, dtype=np.bool_))


@dataclass(slots=True)
class KeywordRows:
    """A row for each keyword of each frame; `frame` is the frame's index, ascending."""

    frame: NDArray[np.int32]
    word: Coded
    source: Coded
    confidence: NDArray[np.float32]

    @classmethod
    def empty(cls) -> KeywordRows:
        """No keywords."""
        return cls(np.zeros(0, np.int32), Coded.none(0), Coded.none(0), np.zeros(0, np.float32))


@dataclass(slots=True)
class FileRows:
    """A row for each file of a frame beside the one that is shown; `frame` is its index, ascending."""

    frame: NDArray[np.int32]
    folder: Coded
    name: Texts
    size: NDArray[np.int64]
    mtime_ns: NDArray[np.int64]

    @classmethod
    def empty(cls) -> FileRows:
        """No other files."""
        numbers = np.zeros(0, dtype=np.int64)
        return cls(np.zeros(0, np.int32), Coded.none(0), np.zeros(0, dtype=object), numbers, numbers)
