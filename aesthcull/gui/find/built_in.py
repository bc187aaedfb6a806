"""The saved filters that are always there."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from aesthcull.gui.find.saved import Saved
from aesthcull.selection.filters import SUGGESTED, UNFLAGGED, Filter
from aesthcull.selection.order import NEEDS_DECISION, Order

translate = QCoreApplication.translate  # by this name lupdate finds the texts

PICKS = Filter(flags=frozenset({"pick"}))
UNDECIDED = Filter(flags=frozenset({UNFLAGGED}), how="exactly")  # neither flag nor stars
REJECTS = Filter(flags=frozenset({"reject"}))


def built_in() -> list[Saved]:
    """With their names in the user's language."""
    return [
        Saved(translate("Find", "Picks"), PICKS),
        Saved(translate("Find", "Undecided"), UNDECIDED, Order(NEEDS_DECISION)),
        Saved(translate("Find", "Best of each series"), Filter(series=SUGGESTED)),
        Saved(translate("Find", "Rejects"), REJECTS),
        Saved(translate("Find", "Cannot be read"), Filter(problems=True)),
    ]
