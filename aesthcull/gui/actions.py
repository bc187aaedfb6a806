"""The one table of actions: menus, shortcuts, the help overlay and the tests read its rows.

Keys are Lightroom's, which most hands know. A keyboard action is added here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from aesthcull.catalogue.decisions import Field
from aesthcull.catalogue.records import LABELS

if TYPE_CHECKING:
    from aesthcull.gui.window import MainWindow

Needs = Literal["nothing", "shoot", "frame"]


@dataclass(frozen=True)
class Row:
    """One action. `needs` says when it is enabled; `checked` makes it a switch that starts so; `divided` puts
    a line above it in its menu."""

    id: str
    menu: str
    text: str
    keys: tuple[str, ...]
    run: Callable[[MainWindow], object]
    needs: Needs = "frame"
    checked: bool | None = None
    divided: bool = False


def _mark(field: Field, value: str | int | None) -> Callable[[MainWindow], None]:
    return lambda window: window.mark(field, value)


_LABEL_KEYS: dict[str, tuple[str, ...]] = {
    "red": ("6",),
    "yellow": ("7",),
    "green": ("8",),
    "blue": ("9",),
    "purple": (),
}

ROWS: tuple[Row, ...] = (
    Row("open", "File", "Open folder…", ("Ctrl+O",), lambda w: w.choose_folder(), "nothing"),
    Row("sample", "File", "Open the sample shoot", (), lambda w: w.open_sample(), "nothing"),
    Row("rescan", "File", "Scan again", ("F5",), lambda w: w.rescan(), "shoot"),
    Row("quit", "File", "Quit", ("Ctrl+Q",), lambda w: w.close_window(), "nothing"),
    Row("undo", "Edit", "Undo", ("Ctrl+Z",), lambda w: w.marking.undo(), "shoot"),
    Row("redo", "Edit", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), lambda w: w.marking.redo(), "shoot"),
    Row("select_all", "Edit", "Select all", ("Ctrl+A",), lambda w: w.grid.selectAll(), "frame"),
    Row("pick", "Mark", "Pick", ("P",), _mark("flag", "pick")),
    Row("reject", "Mark", "Reject", ("X",), _mark("flag", "reject")),
    Row("unflag", "Mark", "Unflag", ("U",), _mark("flag", None)),
    *(
        Row(f"stars_{n}", "Mark", f"{n or 'No'} star" + "s" * (n != 1), (str(n),), _mark("rating", n))
        for n in range(6)
    ),
    *(Row(f"label_{c}", "Mark", f"Label {c}", _LABEL_KEYS[c], _mark("label", c)) for c in LABELS),
    Row("label_none", "Mark", "No label", (), _mark("label", None)),
    Row("advance", "Mark", "Auto-advance", ("A",), lambda w: w.save_settings(), "nothing", True),
    Row("grid", "View", "Grid", ("G", "Esc"), lambda w: w.show_grid(), "shoot"),
    Row("loupe", "View", "Loupe", ("E",), lambda w: w.show_loupe()),
    Row("toggle", "View", "Grid or loupe", ("Space",), lambda w: w.toggle_loupe()),
    Row("collapse", "View", "Collapse series", ("S",), lambda w: w.collapse(), "shoot", False),
    Row("full", "View", "Full screen", ("F11",), lambda w: w.toggle_full_screen(), "nothing"),
    Row("import", "Sales", "Import sales report…", ("Ctrl+I",), lambda w: w.sales.import_report(), "nothing"),
    Row("matches", "Sales", "Matches…", (), lambda w: w.sales.matches(), "nothing"),
    Row("train", "Sales", "Train a model…", ("Ctrl+T",), lambda w: w.sales.train(), "nothing"),
    Row("retrain", "Sales", "Retrain…", (), lambda w: w.sales.retrain(), "nothing"),
    Row("studies", "Sales", "Studies…", (), lambda w: w.sales.studies(), "nothing"),
    Row("reports", "Sales", "Reports…", (), lambda w: w.sales.reports(), "nothing"),
    Row("models", "Models", "Models…", ("Ctrl+M",), lambda w: w.models.open_dialog(), "nothing"),
    Row("help", "Help", "Keys", ("?", "F1"), lambda w: w.toggle_help(), "nothing"),
)

# Keys that a view handles itself; listed for the help overlay only.
VIEW_KEYS = (
    ("← → ↑ ↓", "Previous or next frame"),
    ("Shift + arrows", "Extend the selection"),
    ("Home / End", "First or last frame (grid)"),
)
