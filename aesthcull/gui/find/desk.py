"""What the Find menu and the filter bar do; the window has one of these."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from aesthcull import places
from aesthcull.gui.find.counting import Counting
from aesthcull.gui.find.saved import Saved, SavedFilters
from aesthcull.gui.find.saved_menu import SavedMenu
from aesthcull.gui.find.similar import SimilarSearch
from aesthcull.pipeline import Workplace
from aesthcull.selection.filters import Filter
from aesthcull.selection.order import SIMILARITY, Order, Stacks

if TYPE_CHECKING:
    from aesthcull.gui.find.saved_dialog import SavedDialog
    from aesthcull.gui.window import MainWindow

_COUNT_MS = 15  # many changes at once, such as the steps of a slider, are counted together


class FindDesk(QObject):
    """Applies filters and orders to the window's model, whose own they are; the bar shows what is in force.

    `saved_menu` belongs into the Find menu.
    """

    def __init__(self, window: MainWindow, work: Workplace) -> None:
        super().__init__(window)
        self._window = window
        self.saved = SavedFilters(places.saved_filters_file())
        self.saved_menu = SavedMenu(self)
        self.similar = SimilarSearch(self, window, work)
        self.counting = Counting(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_COUNT_MS)
        self._soon.timeout.connect(self._count)
        bar = window.filters
        bar.add_menu(self.saved_menu, self.tr("Saved"))
        bar.edited.connect(self._edited)
        bar.ordered.connect(lambda order: self.show(order=order))
        bar.cleared.connect(self.clear)
        bar.left.connect(self.leave)
        bar.panel.score.score_chosen.connect(self._soon.start)
        self.counting.counted.connect(bar.show_counts)
        window.model.altered.connect(self.follow)

    # What the actions call

    def show(self, wanted: Filter | None = None, order: Order | None = None) -> None:
        """Filter or sort otherwise; what is not given stays."""
        model = self._window.model
        self._window.filters.text.settle()
        stacks = model.stacks
        wanted = model.wanted if wanted is None else wanted
        order = model.order if order is None else order
        if model.wanted.only is not None and wanted.only is None:
            before = self.similar.forget()
            stacks = before.stacks if before else stacks
            if order.sort == SIMILARITY:
                order = before.order if before else Order()
        model.select(wanted, order, stacks)
        self._window.arranged()

    def toggle(self, wanted: Filter) -> None:
        """Show only the frames with these flags and stars, whatever their other criteria; a second time, of
        any flag and stars."""
        now = self._window.model.wanted
        again = (now.flags, now.stars, now.how) == (wanted.flags, wanted.stars, wanted.how)
        new = Filter() if again else wanted
        self.show(replace(now, flags=new.flags, stars=new.stars, how=new.how))

    def clear(self) -> None:
        """Show all frames again; the sort stays."""
        self.show(Filter())

    def show_saved(self, saved: Saved) -> None:
        """Filter and sort as it was saved."""
        self.show(saved.wanted, saved.order)

    def choose_sort(self) -> None:
        """The list of what the frames can be sorted by opens."""
        self._window.viewing.leave_bare()  # which hides the bar
        self._window.filters.sort.by.setFocus()
        self._window.filters.sort.by.showPopup()

    def type_text(self) -> None:
        """The keys go to the search field."""
        self._window.viewing.leave_bare()  # which hides the bar
        self._window.filters.type_text()

    def open_panel(self) -> None:
        """The criteria that are not in the bar."""
        self._window.viewing.leave_bare()
        self._window.filters.open_panel()

    def manage(self) -> SavedDialog:
        """Save the present filter; use, rename and delete saved ones."""
        from aesthcull.gui.find.saved_dialog import SavedDialog

        dialog = SavedDialog(self, self._window.model.wanted, self._window.model.order, self._window)
        dialog.open()
        return dialog

    # What the window tells

    def start_anew(self) -> None:
        """Another shoot is opened: all of its frames are shown."""
        self.similar.forget()
        self._window.filters.text.settle()
        model = self._window.model
        sort = model.order if model.order.sort != SIMILARITY else Order()
        model.select(Filter(), sort, Stacks(model.stacks.collapsed))

    def follow(self) -> None:
        """Show what is in force, and count anew."""
        model, bar = self._window.model, self._window.filters
        bar.show_selected(model.wanted, model.order, model.columns.score_names(), self.similar.like)
        self._window.actions_by_id["collapse"].setChecked(model.stacks.collapsed)
        bar.show_shown(model.rowCount(), len(model))
        if not self._soon.isActive():
            self._soon.start()

    def leave(self) -> None:
        """The keys go back to the view."""
        page = self._window.views.currentWidget()
        if page is not None:
            page.setFocus()

    def stop(self) -> None:
        """The window closes."""
        self._soon.stop()
        self.counting.stop()
        self.similar.stop()

    def _edited(self, wanted: Filter) -> None:
        if self._window.model.wanted.only is not None and wanted.only is None:
            self.similar.go_back()  # its chip was taken away
        else:
            self.show(wanted)

    def _count(self) -> None:
        model = self._window.model
        self.counting.ask(model.columns, model.wanted, self._window.filters.panel.score.name)
