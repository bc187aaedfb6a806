"""The Overlays menu: what is laid over the photograph, and the panel beside it."""

from __future__ import annotations

from aesthcull.gui.actions.row import Row, Run


def _toggle(name: str) -> Run:
    return lambda window: window.overlays.toggle(name)


ROWS = (
    Row("histogram", "Overlays", "Histogram", ("H",), _toggle("histogram"), "nothing", False),
    Row(
        "clipping",
        "Overlays",
        "Clipped highlights and shadows",
        ("J",),
        _toggle("clipping"),
        "nothing",
        False,
    ),
    Row("focus", "Overlays", "Focus peaking", ("D",), _toggle("focus"), "nothing", False),
    Row("thirds", "Overlays", "Rule of thirds", ("O",), _toggle("thirds"), "nothing", False),
    Row("info", "Overlays", "Information panel", ("I",), lambda w: w.panel.toggle(), "nothing", False, True),
    Row("type_keyword", "Overlays", "Type keywords", ("Shift+K",), lambda w: w.panel.type_keyword()),
)
