"""What the grid says in words: scores, why there is no picture, what a series' badge means."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from aesthcull.catalogue.records import Frame, SeriesPlace
from aesthcull.gui import problems, reasons
from aesthcull.selection.order import DECIDED_BY, NAME, NEEDS_DECISION, SIMILARITY, TIME

_NO_SCORES = (TIME, NAME, NEEDS_DECISION, SIMILARITY)

translate = QCoreApplication.translate  # by this name lupdate finds the texts


def score(frame: Frame, sort: str) -> str:
    """The score that is sorted by, `aesthetic` where it is none; empty where the frame has none."""
    found = frame.scores.get(DECIDED_BY if sort in _NO_SCORES else sort)
    if found is None:
        return ""
    return f"{found.value:.1f}" if found.value > 1 else f"{found.value:.2f}"


def absence(frame: Frame, reason: str) -> str:
    """Why a frame shows no picture; empty while it may still come."""
    cause = problems.said(frame.problem or reason)
    return translate("Grid", "Cannot be read: {0}").format(cause) if cause else ""


def suggested() -> str:
    """The word on the frame of a series that the machine would keep."""
    return translate("Grid", "suggested")


def why_suggested(series: SeriesPlace) -> str:
    """The reasons, one a line."""
    head = translate("Grid", "Suggested among {0} frames").format(series.size)
    return "\n".join([head, *(f"• {reasons.said(reason)}" for reason in series.reasons)])


def about(series: SeriesPlace, collapsed: bool) -> str:
    """What a series' badge means and what a click on it does."""
    kinds = {
        "series": translate("Grid", "Series of {0} frames, this one is number {1}."),
        "bracket": translate("Grid", "Exposure bracket of {0} frames: they belong together."),
        "panorama": translate("Grid", "Panorama of {0} frames: they belong together."),
    }
    other = translate("Grid", "Set of {0} frames: they belong together.")
    click = (
        translate("Grid", "Click to show all.") if collapsed else translate("Grid", "Click to stack them.")
    )
    lines = [kinds.get(series.kind, other).format(series.size, series.position + 1), click]
    if series.suggested and series.kind == "series":
        lines += ["", why_suggested(series)]
    return "\n".join(lines)
