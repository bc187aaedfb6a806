"""Saved filters: a filter and a sort under a name, in a JSON file of the user's configuration.

Every change reads the file again, changes one entry and puts a new file in the old one's place, so that
nothing is lost where the disk is full, where another window has saved too, or where a newer version has
written what this one does not know. No Qt.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from aesthcull.photos.problems import os_reason
from aesthcull.selection.filters import ANY_SERIES, Filter
from aesthcull.selection.order import SIMILARITY, TIME, Order
from aesthcull.writing import replacing

_VERSION = 1
Entry = dict[str, Any]


class SavedFiltersError(Exception):
    """The file cannot be read or written; one line for the user."""


@dataclass(frozen=True)
class Saved:
    """A filter and an order under a name."""

    name: str
    wanted: Filter
    order: Order = field(default_factory=Order)


class SavedFilters:
    """The user's own filters in `file`, which need not exist."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def load(self) -> list[Saved]:
        """The filters by name. Raise SavedFiltersError; a file that is no longer understood is moved aside
        first, so that the next call gives an empty list."""
        found = [_saved(entry) for entry in self._read()["filters"]]
        return sorted((s for s in found if s is not None), key=lambda s: s.name.casefold())

    def put(self, saved: Saved) -> None:
        """Keep a filter, in place of an earlier one of that name. What belongs to one shoot only, certain
        frames or one series, is left out. Raise SavedFiltersError."""
        wanted, order = lasting(saved.wanted, saved.order)

        def change(entries: list[Any]) -> list[Any]:
            old = next((entry for entry in entries if _name(entry) == saved.name), None)
            new: Entry = {"name": saved.name, "filter": wanted.to_json()}
            new |= {"sort": order.sort, "descending": order.descending}
            return [new if e is old else e for e in entries] if old is not None else [*entries, new]

        self._change(change)

    def rename(self, name: str, new: str) -> None:
        """Call a filter otherwise; one that had the new name gives way. Raise SavedFiltersError."""

        def change(entries: list[Any]) -> list[Any]:
            if name == new or name not in map(_name, entries):
                return entries
            kept = [entry for entry in entries if _name(entry) != new]
            return [{**entry, "name": new} if _name(entry) == name else entry for entry in kept]

        self._change(change)

    def delete(self, name: str) -> None:
        """Forget a filter. Raise SavedFiltersError."""
        self._change(lambda entries: [entry for entry in entries if _name(entry) != name])

    def _change(self, change: Callable[[list[Any]], list[Any]]) -> None:
        document = self._read()
        document["filters"] = change(document["filters"])
        text = json.dumps(document, ensure_ascii=False, indent=1)
        try:
            with (
                replacing(self._file) as beside,
                beside.open("w", encoding="utf-8", errors="surrogatepass") as out,
            ):
                out.write(text)
                out.flush()
                os.fsync(out.fileno())
        except OSError as error:
            raise SavedFiltersError(f"Not saved: {self._file}: {os_reason(error)}") from error

    def _read(self) -> Entry:
        try:
            document = json.loads(self._file.read_bytes().decode("utf-8", "surrogatepass"))
            if not isinstance(document, dict) or not isinstance(document.get("filters", []), list):
                raise ValueError
        except FileNotFoundError:
            document = {"version": _VERSION}
        except OSError as error:
            raise SavedFiltersError(f"{self._file}: {os_reason(error)}") from error
        except (ValueError, RecursionError):
            raise SavedFiltersError(self._put_aside()) from None
        document.setdefault("filters", [])
        return document

    def _put_aside(self) -> str:
        """Move the broken file away; what became of it, in one line."""
        names = (f"{self._file.name}.broken{n or ''}" for n in range(1000))
        aside = next(path for path in map(self._file.with_name, names) if not path.exists())
        try:
            self._file.replace(aside)
        except OSError as error:
            return f"{self._file}: not a list of filters, and cannot be moved aside: {os_reason(error)}"
        return f"{self._file}: not a list of filters; it is kept as {aside.name}"


def lasting(wanted: Filter, order: Order) -> tuple[Filter, Order]:
    """What of a filter and an order means the same in another shoot."""
    series = ANY_SERIES if isinstance(wanted.series, int) else wanted.series
    return replace(wanted, only=None, series=series), Order() if order.sort == SIMILARITY else order


def _name(entry: Any) -> str | None:
    name = entry.get("name") if isinstance(entry, dict) else None
    return name if isinstance(name, str) else None


def _saved(entry: Any) -> Saved | None:
    """The filter of an entry; None for one without a name, perhaps a newer version's."""
    name = _name(entry)
    if name is None:
        return None
    sort, descending = entry.get("sort"), entry.get("descending") is True
    order = Order(sort if isinstance(sort, str) else TIME, descending)
    return Saved(name, *lasting(Filter.from_json(entry.get("filter")), order))
