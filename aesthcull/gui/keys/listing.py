"""What the help overlay lists: the actions that have keys, grouped by menu, and the views' own keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QCoreApplication

from aesthcull.gui.actions import VIEW_KEYS, Row
from aesthcull.gui.keys.presets import Keys
from aesthcull.gui.keys.scheme import spoken


@dataclass(frozen=True)
class Line:
    """One line of the overlay; a heading has no keys."""

    keys: str
    text: str


def groups(rows: Sequence[Row], keys: Mapping[str, Keys]) -> list[list[Line]]:
    """By menu: a heading and a line for each action that has keys. The views' own come first."""
    translate = QCoreApplication.translate
    own = [Line("", translate("KeyListing", "In every view"))]
    own += [Line(translate("actions", entry.shown), translate("actions", entry.text)) for entry in VIEW_KEYS]
    found = {"": own}
    with_keys = [row for row in rows if keys[row.id]]
    for (menu, _), alike in groupby(with_keys, lambda row: (row.menu, row.id.rstrip("0123456789"))):
        lines = found.setdefault(menu, [Line("", translate("actions", menu))])
        lines += _together([_line(row, keys[row.id]) for row in alike])
    return list(found.values())


def _line(row: Row, keys: Keys) -> Line:
    text = QCoreApplication.translate("actions", row.text).rstrip("…")
    return Line("  ".join(map(spoken, keys)), text)


def _together(lines: list[Line]) -> list[Line]:
    """Numbered actions, such as the stars, in one line, where there are many."""
    if len(lines) < 4:
        return lines
    first, last = lines[0], lines[-1]
    return [Line(f"{first.keys} … {last.keys}", f"{first.text} … {last.text}")]


def matching(of_menus: Sequence[Sequence[Line]], text: str) -> list[list[Line]]:
    """The lines whose words or keys contain `text`; a group of which none does is left out."""
    wanted = text.casefold().strip()
    found = []
    for heading, *lines in of_menus:
        hits = [line for line in lines if wanted in f"{line.text}  {line.keys}".casefold()]
        if hits:
            found.append([heading, *hits])
    return found


def in_columns(of_menus: Sequence[Sequence[Line]], height: int) -> list[list[Line | None]]:
    """The lines (None: an empty one between groups) in columns of at most `height`, at least 3, lines. No
    heading is the last line of a column, and no column begins with an empty line."""
    columns: list[list[Line | None]] = [[]]
    for group in of_menus:
        for number, line in enumerate(group):
            heading = number == 0
            needed = (3 if columns[-1] else 2) if heading else 1
            if len(columns[-1]) + needed > height:
                columns.append([])
            elif heading and columns[-1]:
                columns[-1].append(None)
            columns[-1].append(line)
    return columns
