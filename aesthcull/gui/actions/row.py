"""What an action is: one row of the table that menus, shortcuts, the help overlay and the tests read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from aesthcull.gui.window import MainWindow

Needs = Literal["nothing", "shoot", "frame", "compare", "survey"]
Run = Callable[["MainWindow"], object]


@dataclass(frozen=True)
class Row:
    """One action. `menu` and `text` are marked for translation; `keys` are Lightroom's (the other presets
    stand in gui/keys). `needs` says when it is enabled: with a frame, say, or while that page is shown;
    `checked` makes it a switch that starts so; `divided` puts a line above it in its menu."""

    id: str
    menu: str
    text: str
    keys: tuple[str, ...]
    run: Run
    needs: Needs = "frame"
    checked: bool | None = None
    divided: bool = False
