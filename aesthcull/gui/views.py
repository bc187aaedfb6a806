"""The views of a shoot, one shown at a time: grid, loupe, compare, survey, or an explanation.

The grid keeps the selection and the current frame for all of them. A page tells which frames a mark acts on,
and is told when what it shows may have changed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget


def _nothing() -> None:
    return None


@dataclass(frozen=True)
class Page:
    """One view. `targets` are the ids of the frames that a mark acts on; `renew` is called while the page is
    shown and frames, marks, the current frame or the selection have changed; `enter` and `leave` when it is
    shown and no longer shown; `step` goes on by some frames where it is not the grid's current frame that
    moves."""

    widget: QWidget
    targets: Callable[[], Sequence[int]]
    renew: Callable[[], None] = _nothing
    enter: Callable[[], None] = _nothing
    leave: Callable[[], None] = _nothing
    step: Callable[[int], object] | None = None


class Views(QStackedWidget):
    """The pages by their names."""

    switched = Signal(str)  # the name of the page that is shown now

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: dict[str, Page] = {}
        self.name = ""

    def add(self, name: str, page: Page) -> None:
        """Add a page; the first one is shown."""
        self._pages[name] = page
        self.addWidget(page.widget)
        self.name = self.name or name

    def show_page(self, name: str, *, focus: bool = True) -> None:
        """Show a page, which gets the keyboard unless it is shown without `focus`."""
        page = self._pages[name]
        if name != self.name:
            self._pages[self.name].leave()
            self.name = name
            self.setCurrentWidget(page.widget)
            page.enter()
            self.switched.emit(name)
        if focus:
            page.widget.setFocus()
        page.renew()

    def targets(self) -> list[int]:
        """The ids of the frames that a mark acts on now."""
        return list(self._pages[self.name].targets())

    def renew(self) -> None:
        """Something that the shown page shows has changed."""
        self._pages[self.name].renew()

    def step(self, frames: int) -> bool:
        """Go on (or back) in the shown page's own way; False where it has none."""
        step = self._pages[self.name].step
        if step is not None:
            step(frames)
        return step is not None
