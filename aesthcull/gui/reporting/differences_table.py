"""What distinguishes the best from the worst frames, as a table that can be copied."""

from __future__ import annotations

from collections.abc import Sequence

from aesthcull.gui.figures_table import FiguresTable
from aesthcull.gui.find import words
from aesthcull.selection.extremes import Difference, Extremes


class DifferencesTable(FiguresTable):
    """Measures, or keywords; `name` says which. Hidden while there are none."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setAccessibleName(name)

    def show_differences(self, told: Sequence[Difference], found: Extremes) -> None:
        """Show them, the largest first."""
        headings = [self._name, self.tr("Best"), self.tr("Worst"), self.tr("Difference, 95 % interval")]
        line = self._share if told and told[0].share else self._mean
        self.show_rows(headings, [line(each, found) for each in told])
        self.setVisible(bool(told))

    def _share(self, told: Difference, found: Extremes) -> list[str]:
        of = self.tr("{0} of {1}")
        best, worst = (
            of.format(told.best_count, len(found.best)),
            of.format(told.worst_count, len(found.worst)),
        )
        apart = _signed(f"{told.best - told.worst:+.0%} ({told.low:+.0%} … {told.high:+.0%})")
        return [told.name, best, worst, self._judged(apart, told)]

    def _mean(self, told: Difference, found: Extremes) -> list[str]:
        sides = (
            (told.best, told.best_count, len(found.best)),
            (told.worst, told.worst_count, len(found.worst)),
        )
        # Not every frame need have been measured.
        means = [
            self.tr("{0} (of {1})").format(f"{mean:.3f}", count) if count < of else f"{mean:.3f}"
            for mean, count, of in sides
        ]
        apart = _signed(f"{told.best - told.worst:+.3f} ({told.low:+.3f} … {told.high:+.3f})")
        return [words.score(told.name), *means, self._judged(apart, told)]

    def _judged(self, apart: str, told: Difference) -> str:
        return apart if told.beyond_chance else self.tr("{0}, may be chance").format(apart)


def _signed(text: str) -> str:
    return text.replace("-", "−")
